"""Authentication with API tokens: `Authorization: Bearer …`."""

from django.utils.translation import gettext as _
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from rest_framework.authentication import BaseAuthentication, get_authorization_header
from rest_framework.exceptions import AuthenticationFailed, PermissionDenied
from rest_framework.request import Request

from implementers.exceptions import NotPermitted
from implementers.models import ApiToken, User
from implementers.tokens import require_second_factor, token_of

_SCHEME = "Bearer"


class BearerTokens(BaseAuthentication):
    """Authentication with tokens that people make at /desk/tokens/. Sessions are not accepted."""

    def authenticate(self, request: Request) -> tuple[User, ApiToken] | None:
        """(the person, the token); None without a token.

        Raises `AuthenticationFailed` for a token that is unknown, expired or revoked, and
        `PermissionDenied` if the person's role requires a second factor that is not set up.
        """
        scheme, _space, secret = get_authorization_header(request).partition(b" ")
        if scheme.decode("latin-1").lower() != _SCHEME.lower():
            return None
        token = token_of(secret.strip().decode("latin-1"))
        if token is None:
            raise AuthenticationFailed(_("This token is unknown, expired or revoked."))
        try:
            require_second_factor(token.user)
        except NotPermitted as refusal:
            raise PermissionDenied(str(refusal)) from refusal
        return token.user, token

    def authenticate_header(self, request: Request) -> str:
        return _SCHEME


class OptionalBearerTokens(BearerTokens):
    """The same where everybody may read: the token only decides which rate limit counts.

    A request whose token does not work is answered and counted like one without a token.
    """

    def authenticate(self, request: Request) -> tuple[User, ApiToken] | None:
        try:
            return super().authenticate(request)
        except (AuthenticationFailed, PermissionDenied):
            return None


class BearerTokensInSchema(OpenApiAuthenticationExtension):
    target_class = "reporting.api.tokens.BearerTokens"
    name = "token"

    def get_security_definition(self, auto_schema: object) -> dict[str, str]:
        return {
            "type": "http",
            "scheme": "bearer",
            "description": "A token that its owner made at `/desk/tokens/`. Public lists and details "
            "accept it too, and count the request for the token and not for the address.",
        }
