"""quoteToken: a message may quote only what stands in the same chat ('Get quote tokens')."""

from typing import Any

from simulator.limits import Problem
from simulator.line.errors import bad_request
from simulator.store import Store


def check_quotes(store: Store, user_id: str, messages: list[dict[str, Any]]) -> None:
    """400 for a quote token that is unknown or belongs to somebody else's chat."""
    problems = [
        Problem("The quote token is invalid", f"messages[{place}].quoteToken")
        for place, message in enumerate(messages)
        if "quoteToken" in message and not _quotable(store, user_id, message["quoteToken"])
    ]
    if problems:
        raise bad_request(problems)


def _quotable(store: Store, user_id: str, token: str) -> bool:
    row = store.chats.by_quote_token(token)
    return row is not None and row["user_id"] == user_id
