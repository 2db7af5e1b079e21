"""Every table, in one import: for migrations, and for whoever opens a session."""

from models import (
    allocation,
    catalogue,
    inbox,
    lot,
    matchcall,
    order,
    outbox,
    people,
    photo,
)
from models.base import Base

__all__ = [
    "Base",
    "allocation",
    "catalogue",
    "inbox",
    "lot",
    "matchcall",
    "order",
    "outbox",
    "people",
    "photo",
]
