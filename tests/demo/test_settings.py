"""What an operator is told to set."""

import re

from bot.settings import Settings
from demo.places import ROOT


def test_the_example_names_every_setting() -> None:
    example = (ROOT / ".env.example").read_text(encoding="utf-8")
    named = set(re.findall(r"^#? ?([A-Z_]+)=", example, re.MULTILINE))
    assert named == {name.upper() for name in Settings.model_fields} | {"PORT"}
