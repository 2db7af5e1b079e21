"""Why LINE's test of the webhook failed, and the cure for each reason.

LINE tells a status or that it could not connect. Our own knock with the secret we have tells the
rest: where LINE is refused and we are not, the two secrets differ.
"""

from __future__ import annotations

from bot.account import WebhookTest
from bot.connecting.knock import Knock

Diagnosis = tuple[str, str]

SECRET = (
    "LINE_CHANNEL_SECRET is not this channel's: LINE signs with another one",
    "In the LINE Developers console open the same channel the token is from, tab 'Basic settings', "
    "'Channel secret' (32 letters and figures): copy it into LINE_CHANNEL_SECRET and start web, "
    "worker and clock again",
)
OTHER_SECRET = (
    "the web process has another LINE_CHANNEL_SECRET than this command",
    "Start web again with the settings this command has; then repeat this",
)
FORBIDDEN = (
    "something in front of web forbids it (403)",
    "Let the proxy, tunnel or firewall pass POST /webhook from anywhere: LINE's addresses are not "
    "published, the signature is the check",
)
LOGIN = (
    "a login stands before it (status {status})",
    "Let /webhook and /photos/ through without a login; web checks LINE's signature itself",
)
REDIRECT = (
    "it is redirected (status {status}), and LINE follows no redirect",
    "Give the final https address. If it leads to a login page, let /webhook and /photos/ through "
    "without one",
)
PATH = (
    "web's webhook is not at this path (status {status})",
    "The path is /webhook: the address ends in /webhook, and the proxy passes paths unchanged",
)
NO_WEB = (
    "the proxy or tunnel answers, but not web behind it (status {status})",
    "Start web and let the proxy lead to its PORT; /healthz must answer",
)
NO_DATABASE = (
    "web cannot store anything (503)",
    "Look at DATABASE_URL and the database, and run `flask --app app migrate`",
)
SLOW = (
    "LINE waited for an answer in vain",
    "Is web running, and does the proxy or tunnel lead to its PORT? It must answer within a second",
)
NO_NAME = (
    "its name leads nowhere",
    "Look for a slip in the name; set a DNS record for it, or start the tunnel again and give "
    "the address it prints",
)
CERTIFICATE = (
    "its https certificate is not accepted",
    "Use one from a public authority (Let's Encrypt) that is not expired, for this very name, with "
    "its intermediate certificates (fullchain)",
)
NOBODY = (
    "nobody answers there",
    "Start web, and the proxy or tunnel that leads to it; open port 443 to the internet",
)
INSIDE = (
    "it can be reached from here but not by LINE",
    "Make it reachable from the whole internet: a public address, port 443 open, a certificate "
    "with its intermediate certificates (fullchain)",
)
STRANGE = (
    "it answered with status {status}",
    "Look at the logs of web and of the proxy for this moment",
)
BY_ERROR = {
    "NameResolutionError": NO_NAME,
    "SSLError": CERTIFICATE,
    "NewConnectionError": NOBODY,
    "ConnectTimeoutError": NOBODY,
}
BY_STATUS = {401: LOGIN, 404: PATH, 405: PATH, 407: LOGIN, 502: NO_WEB, 504: NO_WEB}


def diagnose(test: WebhookTest, mine: Knock) -> Diagnosis:
    """What is wrong and its cure, of a test that failed and of our own knock."""
    says, cure = _found(test, mine)
    return says.format(status=test.status), cure


def _found(test: WebhookTest, mine: Knock) -> Diagnosis:
    if test.status == 0:
        return _unreached(test, mine)
    if test.status == 403:
        return _forbidden(mine)
    if test.status == 503:
        return NO_DATABASE if mine.words == "try again" else NO_WEB
    if 300 <= test.status < 400:
        return REDIRECT
    return BY_STATUS.get(test.status, STRANGE)


def _unreached(test: WebhookTest, mine: Knock) -> Diagnosis:
    if mine.status:
        return SLOW if test.reason == "REQUEST_TIMEOUT" else INSIDE
    if test.reason == "REQUEST_TIMEOUT":
        return SLOW
    return BY_ERROR.get(mine.error, NOBODY)


def _forbidden(mine: Knock) -> Diagnosis:
    if mine.is_taken:
        return SECRET
    return OTHER_SECRET if mine.is_refused_by_us else FORBIDDEN
