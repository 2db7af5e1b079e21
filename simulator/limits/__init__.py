"""LINE's limits as pure functions: JSON in, problems out. No Flask, no files, no network."""

from __future__ import annotations

from simulator.limits.messages import check_messages
from simulator.limits.problem import Problem, error_body
from simulator.limits.rich_menu import check_rich_menu
from simulator.limits.rich_menu_image import check_rich_menu_image

__all__ = [
    "Problem",
    "check_messages",
    "check_rich_menu",
    "check_rich_menu_image",
    "error_body",
]
