"""The Messaging API the bot calls: LINE's paths, methods, statuses, bodies and headers.

Thin handlers only: shapes of messages are judged in simulator.limits, facts are in
simulator.store. Source throughout: LINE Messaging API reference.
"""

from simulator.line.chat import chat
from simulator.line.content import content
from simulator.line.groups import groups
from simulator.line.messages import messages
from simulator.line.profiles import profiles
from simulator.line.quota import quota
from simulator.line.rich_menu_aliases import rich_menu_aliases
from simulator.line.rich_menu_links import rich_menu_links
from simulator.line.rich_menus import rich_menus
from simulator.line.tokens import tokens
from simulator.line.webhook_settings import webhook_settings

BLUEPRINTS = (
    messages,
    quota,
    content,
    chat,
    profiles,
    groups,
    rich_menus,
    rich_menu_links,
    rich_menu_aliases,
    webhook_settings,
    tokens,
)
