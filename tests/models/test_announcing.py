"""An announcement reaches whom it means, once each, and says truthfully what became of it."""

from __future__ import annotations
