"""Every table, in one import: for migrations, and for whoever opens a session."""

from models import (
    allocation,
    allowance,
    announcement,
    capacity,
    catalogue,
    cycle,
    groupchat,
    grouppost,
    helpcall,
    holidays,
    inbox,
    lot,
    matchcall,
    newword,
    order,
    outbox,
    people,
    photo,
    unread,
)
from models.base import Base
from models.standing import days as standing

__all__ = [
    "Base",
    "allocation",
    "allowance",
    "announcement",
    "capacity",
    "catalogue",
    "cycle",
    "groupchat",
    "grouppost",
    "helpcall",
    "holidays",
    "inbox",
    "lot",
    "matchcall",
    "newword",
    "order",
    "outbox",
    "people",
    "photo",
    "standing",
    "unread",
]
