"""How the platform behaves towards this channel: what an operator sets in LINE's console."""

from simulator.knobs import Knobs, is_count, is_count_or_none, is_counts, is_flag
from simulator.store import State

TABLE = {
    # Webhook redelivery is a switch in LINE's console; the demo has it on.
    "redelivery": (True, is_flag),
    # Messages a month; null means no limit.
    "quota_limit": (300, is_count_or_none),
    # "Must be used within one minute after receiving the webhook" (reply tokens).
    "reply_token_seconds": (60, is_count),
    # The bot has two seconds to answer ("Webhook error: request_timeout").
    "webhook_timeout_ms": (2000, lambda value: is_count(value) and value > 0),
    # "auto": a message counts as read at once; "manual": only when the bot marks it.
    "mark_as_read": ("auto", lambda value: value in ("auto", "manual")),
    # Pauses before each redelivery; LINE does not publish its own. After the last it gives up.
    "redelivery_after_ms": ([1000, 3000, 10_000, 30_000, 60_000, 120_000, 300_000], is_counts),
}


def open_settings(state: State) -> Knobs:
    """The settings as they were left."""
    return Knobs(state, "settings", TABLE)
