"""What passes here also parses with LINE's own models, and nothing of it is unknown to them."""

from __future__ import annotations

from typing import Any

import pytest
from linebot.v3.messaging import Message, RichMenuRequest

from simulator.limits import check_messages, check_rich_menu
from tests.simulator.limits.accepted import ACCEPTED
from tests.simulator.limits.samples import Json, menu


def lost(sent: Any, kept: Any, at: str = "") -> list[str]:
    """The places of what `sent` holds and `kept` does not; null is nothing."""
    if isinstance(sent, dict) and isinstance(kept, dict):
        given = {key: value for key, value in sent.items() if value is not None}
        return [gone for key in given for gone in lost(given[key], kept.get(key), f"{at}/{key}")]
    if isinstance(sent, list) and isinstance(kept, list) and len(sent) == len(kept):
        return [gone for i, each in enumerate(sent) for gone in lost(each, kept[i], f"{at}/{i}")]
    return [] if sent == kept else [at]


@pytest.mark.parametrize("message", ACCEPTED)
def test_an_accepted_message_survives_lines_own_models_whole(message: Json) -> None:
    assert check_messages([message]) == []
    assert lost(message, Message.from_dict(message).to_dict()) == []


def test_an_accepted_rich_menu_survives_lines_own_models_whole() -> None:
    assert check_rich_menu(menu()) == []
    assert lost(menu(), RichMenuRequest.from_dict(menu()).to_dict()) == []
