"""Every table, in one import: for migrations, and for whoever opens a session."""

from models import (
    allocation,
    catalogue,
    helpcall,
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

__all__ = [
    "Base",
    "allocation",
    "catalogue",
    "helpcall",
    "inbox",
    "lot",
    "matchcall",
    "newword",
    "order",
    "outbox",
    "people",
    "photo",
    "unread",
]
