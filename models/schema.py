"""Every table, in one import: for migrations, and for whoever opens a session."""

from models import (
    allocation,
    capacity,
    catalogue,
    cycle,
    helpcall,
    holidays,
    inbox,
    lot,
    matchcall,
    menus,
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
    "capacity",
    "catalogue",
    "cycle",
    "helpcall",
    "holidays",
    "inbox",
    "lot",
    "matchcall",
    "menus",
    "newword",
    "order",
    "outbox",
    "people",
    "photo",
    "standing",
    "unread",
]
