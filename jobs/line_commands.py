"""Operators' commands for the LINE Official Account: ``flask --app app line``."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator

import click
from flask import current_app

from bot.connecting.finding import Finding
from bot.house import House

PATH = "/webhook"
BY_HAND = """\
LINE lets no program read these switches. Look at them once:
  LINE Developers console, your channel, 'Messaging API':
    Webhook redelivery             on: what could not be delivered comes again
    Allow bot to join group chats  off, unless the bot is to be in groups
  LINE Official Account Manager, Settings, 'Response settings':
    Auto-response messages         off: LINE would answer beside this program
    Greeting message               off: this program greets"""


def _house() -> House:
    house: House = current_app.extensions["house"]
    return house


@click.group()
def line() -> None:
    """Connect to the LINE Official Account: webhook and menus."""


@line.command()
@click.option(
    "--webhook-url", help="Where LINE is to send events; PUBLIC_URL/webhook unless given."
)
def setup(webhook_url: str | None) -> None:
    """Check token and quota, set and test the webhook, hang up the menus; safe to repeat.

    Ends with status 1 when something is left to do; each line says what.
    """
    house = _house()
    is_well = _say(_set_up(house, webhook_url or _own_address(house)))
    click.echo(f"\n{BY_HAND}")
    sys.exit(0 if is_well else 1)


@line.command()
def status() -> None:
    """The same checks without changing anything."""
    sys.exit(0 if _say(_look(_house())) else 1)


@line.command()
def teardown() -> None:
    """Delete the menus that setup made, and the default if it is one; all else stays."""
    sys.exit(0 if _say(_take_down(_house())) else 1)


def _own_address(house: House) -> str | None:
    public = house.settings.public_url
    return f"{public}{PATH}" if public else None


def _set_up(house: House, url: str | None) -> Iterator[Finding]:
    from bot.connecting.channel import look_at_channel
    from bot.connecting.menus import hang_menus
    from bot.connecting.webhook import connect_webhook

    secret = house.settings.line_channel_secret
    yield from look_at_channel(house.account)
    yield from _unless_refused(lambda: connect_webhook(house.account, url, secret), "webhook")
    yield from _unless_refused(lambda: hang_menus(house), "menus")


def _look(house: House) -> Iterator[Finding]:
    from bot.connecting.channel import look_at_channel
    from bot.connecting.menus import look_at_menus

    yield from look_at_channel(house.account)
    yield from _unless_refused(lambda: _look_at_webhook(house), "webhook")
    yield from _unless_refused(lambda: look_at_menus(house), "menus")


def _look_at_webhook(house: House) -> Iterator[Finding]:
    from bot.connecting.webhook import SWITCHED_OFF, try_webhook

    url, is_on = house.account.webhook()
    if url is None:
        yield Finding("webhook", "LINE has no address", "Run `flask --app app line setup`")
        return
    yield Finding("webhook", f"LINE has {url}")
    yield try_webhook(house.account, url, house.settings.line_channel_secret)
    if not is_on:
        yield SWITCHED_OFF


def _take_down(house: House) -> Iterator[Finding]:
    from bot.menus.installing import remove

    yield from _unless_refused(lambda: [_removed(remove(house))], "menus")
    yield Finding("webhook", "LINE keeps the address; switch 'Use webhook' off in the console")


def _removed(count: int) -> Finding:
    return Finding("menus", f"{count} deleted" if count else "there were none of ours")


def _unless_refused(work: Callable[[], Iterable[Finding]], about: str) -> Iterator[Finding]:
    """What LINE refuses in one matter keeps none of the others from being looked at."""
    from bot.account import AccountError

    try:
        yield from work()
    except AccountError as error:
        yield Finding(
            about, f"LINE did not do it ({error})", "Repeat this: what is done stays done"
        )


def _say(findings: Iterator[Finding]) -> bool:
    """Print them as they come; whether all is well."""
    from bot.connecting.channel import NotOurs

    is_well = True
    try:
        for finding in findings:
            is_well = _print(finding) and is_well
    except NotOurs as error:
        _print(error.args[0])
        return False
    return is_well


def _print(finding: Finding) -> bool:
    mark = "!!" if finding.cure else "ok"
    click.echo(f"{mark}  {finding.about:<9} {finding.says}")
    if finding.cure:
        click.echo(f"    {'':<9} {finding.cure}.")
    return not finding.cure
