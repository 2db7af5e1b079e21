"""Reading the assertion a channel signs to get a token v2.1.

Source: 'Issue channel access tokens v2.1', 'Generate a JWT'. The signature is not checked: the
public key would have to be registered in a console this platform does not have.
"""

import base64
import binascii
import json
from dataclasses import dataclass
from typing import Any

_HALF_HOUR_S = 30 * 60
_MONTH_S = 30 * 24 * 3600
AUDIENCE = "https://api.line.me/"


class BadAssertion(ValueError):
    """The text is LINE's error_description."""


@dataclass(frozen=True, slots=True)
class Assertion:
    """`key_id` of the signing key, and how long the token shall live."""

    key_id: str
    seconds: int


def read_assertion(text: str, channel_id: str, now_s: int) -> Assertion:
    """Check header and payload; raises BadAssertion."""
    header, payload = _parts(text)
    if header.get("alg") != "RS256" or not isinstance(header.get("kid"), str):
        raise BadAssertion("invalid header of client_assertion")
    _check_claims(payload, channel_id, now_s)
    seconds = payload.get("token_exp", _MONTH_S)
    if not isinstance(seconds, int) or not 0 < seconds <= _MONTH_S:
        raise BadAssertion("token_exp must be at most 30 days")
    return Assertion(header["kid"], seconds)


def _check_claims(payload: dict[str, Any], channel_id: str, now_s: int) -> None:
    if payload.get("iss") != channel_id or payload.get("sub") != channel_id:
        raise BadAssertion("iss and sub must be the channel ID")
    if payload.get("aud") not in (AUDIENCE, [AUDIENCE]):
        raise BadAssertion(f"aud must be {AUDIENCE}")
    expires = payload.get("exp")
    if not isinstance(expires, int) or not now_s < expires <= now_s + _HALF_HOUR_S:
        raise BadAssertion("exp must be within the next 30 minutes")


def _parts(text: str) -> tuple[dict[str, Any], dict[str, Any]]:
    pieces = text.split(".")
    if len(pieces) != 3 or not all(pieces):
        raise BadAssertion("client_assertion is not a JWT")
    try:
        header, payload = (json.loads(_decoded(piece)) for piece in pieces[:2])
    except (ValueError, binascii.Error) as error:
        raise BadAssertion("client_assertion is not a JWT") from error
    if not isinstance(header, dict) or not isinstance(payload, dict):
        raise BadAssertion("client_assertion is not a JWT")
    return header, payload


def _decoded(piece: str) -> bytes:
    return base64.urlsafe_b64decode(piece + "=" * (-len(piece) % 4))
