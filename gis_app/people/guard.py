"""Access as urls show it: every route is `guarded` by a permission or `public` on purpose; a test walks them all."""

from collections.abc import Callable, Sequence
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver
from django.utils.translation import gettext as _

from gis_app.errors import NotSignedIn, Refused
from gis_app.people.models import User
from gis_app.people.permissions import MEANING, Permission
from gis_app.people.roles import may, roles_with, titles
from gis_app.people.token_door import admit

Route = URLPattern | URLResolver
PUBLIC = "public"
FOR_MACHINES = ("/api/", "/tiles/", "/status", "/metrics")
FOR_BOTH = "/ogc"
PAGE_OR_JSON = ("application/json", "application/geo+json", "application/vnd.oai.openapi+json", "text/html")


def guarded(permission: Permission, *routes: Route, tokens: bool = False) -> list[Route]:
    """The routes, and all that they include, for people with the permission; with `tokens`, for their tokens too.

    Strangers are sent to sign in when they ask for a page, and told 401 otherwise; those without it are told 403
    and who holds it.
    """

    def close(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not request.user.is_authenticated and not (tokens and admit(request)):
                return ask_to_sign_in(request)
            require(request.user, permission)
            return view(request, *args, **kwargs)

        return answer

    return _marked(routes, permission, close, tokens)


def public(*routes: Route) -> list[Route]:
    """The routes, and all that they include, for everybody in the network."""
    return _marked(routes, PUBLIC, lambda view: wraps(view)(lambda *args, **kwargs: view(*args, **kwargs)))


def require(user: Any, permission: Permission) -> None:
    """Raises Refused, naming the roles that hold the permission, for whom it lacks."""
    if not may(user, permission):
        raise Refused(
            _("%(what)s: open to %(roles)s; an administrator grants the role.")
            % {"what": MEANING[permission], "roles": titles(roles_with(permission))}
        )


def person(request: HttpRequest) -> User:
    """Who asks; raises NotSignedIn for a stranger."""
    if not isinstance(request.user, User):
        raise NotSignedIn(_("Sign in first."))
    return request.user


def ask_to_sign_in(request: HttpRequest) -> HttpResponse:
    """Send a page's reader to the sign-in; raises NotSignedIn for everything else."""
    if for_machine(request) or request.method not in {"GET", "HEAD"}:
        raise NotSignedIn(_("Sign in first."))
    return redirect_to_login(request.get_full_path())


def for_machine(request: HttpRequest) -> bool:
    """Whether a program asks, which is answered in JSON."""
    if request.path.startswith(FOR_BOTH):
        return not wants_page(request)
    return request.path.startswith(FOR_MACHINES) or "/_dash" in request.path


def wants_page(request: HttpRequest) -> bool:
    """Whether an address that has both is to answer by a page: `f` decides, without it what the browser accepts."""
    wanted = request.GET.get("f", "")
    return wanted == "html" or (not wanted and request.get_preferred_type(PAGE_OR_JSON) == PAGE_OR_JSON[-1])


def _marked(routes: Sequence[Route], mark: str, close: Callable[[Any], Any], tokens: bool = False) -> list[Route]:
    return [_route(route, mark, close, tokens) for route in routes]


def _route(route: Route, mark: str, close: Callable[[Any], Any], tokens: bool) -> Route:
    if isinstance(route, URLResolver):
        inner = [_route(each, mark, close, tokens) for each in route.url_patterns]
        return URLResolver(route.pattern, inner, route.default_kwargs, route.app_name, route.namespace)
    if hasattr(route.callback, "guard"):
        return route
    view = close(route.callback)
    view.guard, view.tokens = mark, tokens
    return URLPattern(route.pattern, view, route.default_args, route.name)
