"""Is the token good, whose account is it, and how many paid messages are left?"""

from __future__ import annotations

from collections.abc import Iterator

from bot.account import Account, AccountError, Json, NotIssued
from bot.connecting.finding import Finding

RENEW = (
    "In the LINE Developers console open your channel, tab 'Messaging API', "
    "'Channel access token': press Issue and put the new token, all of it, "
    "into LINE_CHANNEL_ACCESS_TOKEN. Then start web, worker and clock again"
)
PAIR = (
    "In the LINE Developers console open your channel, tab 'Basic settings': copy 'Channel ID' "
    "into LINE_CHANNEL_ID and 'Channel secret' into LINE_CHANNEL_SECRET; both of the same channel"
)


class NotOurs(Exception):
    """The account cannot be used, so nothing else can be looked at; args[0] is the finding."""


def look_at_channel(account: Account) -> Iterator[Finding]:
    """Raises NotOurs when the token is no good or LINE cannot be reached."""
    try:
        bot = account.bot()
    except NotIssued as error:
        raise NotOurs(_not_issued(error)) from error
    except AccountError as error:
        raise NotOurs(_no_use(error)) from error
    yield Finding("token", f"good: {bot.get('displayName')} ({bot.get('basicId')})")
    yield _chat(bot)
    yield _quota(account)


def _not_issued(error: NotIssued) -> Finding:
    if error.status == 0:
        return _no_use(error)
    return Finding("token", f"LINE issues none for LINE_CHANNEL_ID ({error})", PAIR)


def _no_use(error: AccountError) -> Finding:
    if error.status == 401:
        return Finding("token", f"LINE does not accept it ({error})", RENEW)
    if error.status == 0:
        return Finding(
            "LINE",
            f"cannot be reached from here ({error})",
            "This machine must be able to call https://api.line.me and https://api-data.line.me: "
            "look at its network and firewall. LINE_API_BASE must be unset for LINE itself",
        )
    return Finding("LINE", f"refuses ({error})", "Try again; if it stays, ask LINE's support")


def _chat(bot: Json) -> Finding:
    if bot.get("chatMode") == "chat":
        return Finding("chat", "on: staff can also answer by hand in LINE Official Account Manager")
    return Finding("chat", "off: only this program answers")


def _quota(account: Account) -> Finding:
    try:
        quota = account.quota()
    except AccountError as error:
        return Finding("messages", f"LINE does not say how many are left ({error})", "Try again")
    if quota.limit is None:
        return Finding("messages", f"{quota.used} paid ones used this month, no limit")
    says = f"{quota.used} of {quota.limit} paid ones used this month"
    if quota.used < quota.limit:
        return Finding("messages", says)
    return Finding("messages", says, "Buy messages in LINE's console, or wait for the next month")
