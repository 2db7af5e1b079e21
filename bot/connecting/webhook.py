"""The webhook's address: LINE tests it before it is set, so no wrong one replaces a good one."""

from __future__ import annotations

from collections.abc import Iterator

from bot.account import Account, AccountError, WebhookTest
from bot.connecting.diagnosis import diagnose
from bot.connecting.finding import Finding
from bot.connecting.knock import knock

ABOUT = "webhook"
NO_ADDRESS = Finding(
    ABOUT,
    "there is no address to give to LINE",
    "Set PUBLIC_URL to the https address at which web can be reached from the internet, or say "
    "--webhook-url https://<your host>/webhook",
)
NOT_HTTPS = (
    "Give an address that begins with https:// and has a public host name: put a reverse proxy "
    "with a certificate, or a tunnel, in front of web"
)
SWITCHED_OFF = Finding(
    ABOUT,
    "set, but switched off: LINE sends nothing",
    "In the LINE Developers console, tab 'Messaging API', 'Webhook settings', switch "
    "'Use webhook' on; then repeat this",
)
STRANGER = Finding(
    ABOUT,
    "something answers there, but it takes unsigned messages: it is not this program",
    "Let the address lead to web, path /webhook",
)


def connect_webhook(account: Account, url: str | None, secret: str) -> Iterator[Finding]:
    """Have LINE test *url*; set it when it is good. Raises AccountError."""
    if url is None:
        yield NO_ADDRESS
        return
    before, _ = account.webhook()
    found = try_webhook(account, url, secret)
    if found.cure:
        yield found
        yield Finding(ABOUT, f"not changed: LINE has {before or 'no address'}")
        return
    if before != url:
        account.set_webhook(url)
        yield Finding(ABOUT, f"set to {url}" + (f" (was {before})" if before else ""))
    else:
        yield Finding(ABOUT, f"already {url}")
    yield found
    if not account.webhook()[1]:
        yield SWITCHED_OFF


def try_webhook(account: Account, url: str, secret: str) -> Finding:
    """How LINE's test of *url* went. Raises AccountError."""
    try:
        test = _test_twice(account, url)
    except AccountError as error:
        return _untested(error, url)
    if not test.is_fine:
        says, cure = diagnose(test, knock(url, secret))
        return Finding(ABOUT, f"{url}: {says}", cure)
    if knock(url, f"not {secret}").is_taken:
        return STRANGER
    return Finding(ABOUT, "LINE reached it and its signature was right")


def _test_twice(account: Account, url: str) -> WebhookTest:
    """Once more when the first took too long: a web process that has just started is slow."""
    test = account.test_webhook(url)
    return account.test_webhook(url) if test.reason == "REQUEST_TIMEOUT" else test


def _untested(error: AccountError, url: str) -> Finding:
    if error.status == 400:
        return Finding(ABOUT, f"{url} is no address LINE takes ({error})", NOT_HTTPS)
    if error.status == 429:
        return Finding(ABOUT, "tested too often: LINE tests 60 times an hour", "Repeat this later")
    raise error
