"""The Messaging API the bot calls: LINE's paths, methods, statuses, bodies and headers.

Thin handlers only: shapes of messages are judged in simulator.limits, facts are in
simulator.store. Source throughout: LINE Messaging API reference.
"""

from simulator.line.chat import chat
from simulator.line.content import content
from simulator.line.messages import messages
from simulator.line.profiles import profiles
from simulator.line.quota import quota

BLUEPRINTS = (messages, quota, content, chat, profiles)
