"""What every answer carries, and what a mistake answers."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from gis_app.config import errors as answers

View = Callable[[HttpRequest], HttpResponse]

POLICY = (
    "default-src 'self'; script-src {scripts}; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
    "worker-src 'self' blob:; connect-src 'self'; object-src 'none'; base-uri 'self'; form-action 'self'; "
    "frame-ancestors 'none'"
)
DEVICES = (
    "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), microphone=(), payment=(), usb=()"
)


def errors(get_response: View) -> View:
    """Answer a view's mistake by its status and sentence (`gis_app.errors`)."""

    def middleware(request: HttpRequest) -> HttpResponse:
        return get_response(request)

    middleware.process_exception = answers.of_mistake  # type: ignore[attr-defined]
    return middleware


def content_security_policy(get_response: View) -> View:
    """Nothing from outside, no inline script but those whose hashes a view put into `response.csp_script_hashes`.

    What does not say how it may be cached is not to be stored anywhere. A page that asks a device of the reader, as the
    survey asks the phone for its place, says so in `response.devices`.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        hashes = getattr(response, "csp_script_hashes", ())
        response["Content-Security-Policy"] = POLICY.format(scripts=" ".join(["'self'", *map(_quoted, hashes)]))
        response["Permissions-Policy"] = getattr(response, "devices", DEVICES)
        response.setdefault("Cache-Control", "no-store")
        return response

    return middleware


def _quoted(value: str) -> str:
    return f"'{value.strip(chr(39))}'"
