"""Signing in by the city's OpenID Connect provider: authorization code with PKCE, state, nonce and a signed token."""

import logging
from typing import Any

import requests
from authlib.integrations.base_client import OAuthError
from authlib.integrations.django_client import OAuth
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from joserfc.errors import JoseError

from gis_app.errors import BadInput, NotFoundHere, NotReady
from gis_app.people.models import User
from gis_app.people.outsiders import let_in, roles_of

SIGNED_BY = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"]
PATIENCE_S = 10
log = logging.getLogger("safecity.people")


def send_there(request: HttpRequest, back: str) -> HttpResponse:
    """Send the browser to the provider, which sends it on to `back`. Raises NotFoundHere, NotReady."""
    client = _client(_house())
    try:
        return client.authorize_redirect(request, back)
    except (requests.RequestException, RuntimeError, ValueError) as error:
        raise _away(error) from error


def come_back(request: HttpRequest) -> User:
    """The person whom the provider vouches for, by the answer that the browser brought.

    Raises BadInput for an answer that proves nothing, NotReady where the provider is away, and what `let_in` raises.
    """
    house = _house()
    client = _client(house)
    try:
        _trust_signatures_only(client)
        token = client.authorize_access_token(
            request, claims_options={"iss": {"essential": True, "value": house.issuer}}
        )
        claims = token.get("userinfo") or {}
        if claims.get("sub") and house.groups not in claims:
            claims = {**claims, **_more(client, token, claims["sub"])}
    except (OAuthError, JoseError, KeyError, TypeError) as error:
        log.warning("an answer of the OpenID Connect provider proves nothing: %s", error)
        raise BadInput(_("The answer does not prove who you are, or came too late. Sign in again.")) from error
    except (requests.RequestException, RuntimeError, ValueError) as error:
        raise _away(error) from error
    return _person(house, claims)


def _person(house: Any, claims: dict[str, Any]) -> User:
    subject = str(claims.get("sub") or "")
    if not 0 < len(subject) <= 255:
        raise BadInput(_("The answer does not prove who you are, or came too late. Sign in again."))
    groups = claims.get(house.groups) or []
    return let_in(
        house=house.issuer,
        subject=subject,
        username=str(claims.get("preferred_username") or claims.get("email") or subject)[:150],
        full_name=str(claims.get("name") or "")[:120],
        roles=roles_of([groups] if isinstance(groups, str) else map(str, groups), house.roles),
    )


def _more(client: Any, token: Any, subject: str) -> dict[str, Any]:
    """Claims that the provider keeps out of the token; only those about the same person count."""
    if "userinfo_endpoint" not in client.load_server_metadata():
        return {}
    told = client.userinfo(token=token)
    return told if told.get("sub") == subject else {}


def _house() -> Any:
    if settings.OPEN_ID is None:
        raise NotFoundHere(_("There is nothing at this address."))
    return settings.OPEN_ID


def _client(house: Any) -> Any:
    oauth = OAuth()
    return oauth.register(
        "city",
        client_id=house.client,
        client_secret=house.secret,
        server_metadata_url=house.issuer.rstrip("/") + "/.well-known/openid-configuration",
        client_kwargs={
            "scope": house.scopes,
            "code_challenge_method": "S256",
            "default_timeout": PATIENCE_S,
            "verify": house.authority,
        },
    )


def _trust_signatures_only(client: Any) -> None:
    """Neither a token without a signature nor one signed by our own secret is taken, whatever the provider offers."""
    facts = client.load_server_metadata()
    offered = facts.get("id_token_signing_alg_values_supported") or ["RS256"]
    facts["id_token_signing_alg_values_supported"] = [name for name in offered if name in SIGNED_BY]


def _away(error: Exception) -> NotReady:
    log.warning("the OpenID Connect provider does not answer: %s", error)
    return NotReady(_("The sign-in service of your organisation does not answer. Try again in a moment."))
