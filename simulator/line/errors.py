"""Refusals, worded as LINE words them ('Error responses', 'Error messages')."""

from collections.abc import Sequence
from typing import Any

from simulator.limits import Problem, error_body


class LineError(Exception):
    """An answer other than success: HTTP status, JSON body and extra headers."""

    def __init__(
        self, status: int, message: str, *, headers: dict[str, str] | None = None, **extra: Any
    ) -> None:
        super().__init__(message)
        self.status = status
        self.body = {"message": message, **extra}
        self.headers = headers or {}


def bad_request(problems: Sequence[Problem]) -> LineError:
    """400, with the text and details LINE gives for these problems."""
    body = error_body(problems)
    return LineError(400, str(body["message"]), details=body["details"])


def wrong(property_name: str, message: str) -> LineError:
    """400 with one detail."""
    return bad_request([Problem(message, property_name)])


def invalid_property(name: str) -> LineError:
    """400, LINE's text for an ID that is none."""
    text = f"The property, '{name}', in the request body is invalid (line: -, column: -)"
    return LineError(400, text)


def not_found(message: str = "Not found") -> LineError:
    """404."""
    return LineError(404, message)


UNAUTHORIZED = (
    "Authentication failed. Confirm that the access token in the authorization header is valid."
)
RATE_LIMITED = "The API rate limit has been exceeded. Try again later."
MONTHLY_LIMIT = "You have reached your monthly limit."
ALREADY_ACCEPTED = "The retry key is already accepted"
