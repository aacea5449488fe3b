"""An OpenID provider as small as it can be: it lets in whoever it is told to, and signs what it says."""

import time

from joserfc import jwt
from joserfc.jwk import KeySet, RSAKey
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse
from starlette.routing import Route

CLIENT, SECRET = "evidence", "the secret of the client"


def provider(person: dict[str, object]) -> Starlette:
    """`person` are the claims about who sits before the screen; they may change between logins."""
    key, asked = RSAKey.generate_key(2048, {"kid": "one"}), {}

    def site(request: Request) -> str:
        return f"http://{request.url.netloc}"

    def described(request: Request) -> JSONResponse:
        here = site(request)
        return JSONResponse({"issuer": here, "authorization_endpoint": f"{here}/authorize", "token_endpoint": f"{here}/token",
                             "jwks_uri": f"{here}/keys", "id_token_signing_alg_values_supported": ["RS256"],
                             "response_types_supported": ["code"], "subject_types_supported": ["public"],
                             "code_challenge_methods_supported": ["S256"]})  # fmt: skip

    def authorize(request: Request) -> RedirectResponse:
        query = request.query_params
        assert query["client_id"] == CLIENT and query["code_challenge_method"] == "S256"
        asked["nonce"] = query["nonce"]
        return RedirectResponse(f"{query['redirect_uri']}?code=abc&state={query['state']}", 302)

    def token(request: Request) -> JSONResponse:
        now = int(time.time())
        claims = {
            "iss": site(request),
            "aud": CLIENT,
            "sub": "1",
            "iat": now,
            "exp": now + 600,
            "nonce": asked["nonce"],
        } | person
        signed = jwt.encode({"alg": "RS256", "kid": "one"}, claims, key)
        return JSONResponse({"access_token": "x", "token_type": "Bearer", "expires_in": 600, "id_token": signed})

    keys = JSONResponse(KeySet([key]).as_dict(private=False))
    return Starlette(routes=[
        Route("/.well-known/openid-configuration", described), Route("/authorize", authorize),
        Route("/token", token, methods=["POST"]), Route("/keys", lambda _: keys),
    ])  # fmt: skip
