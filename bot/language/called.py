"""Whether words can be what somebody or some place is called."""

from __future__ import annotations

from bot.language.catalogue import Catalogue
from bot.language.commands import ADDRESSES, read_command
from bot.language.normalize import normalize
from bot.language.segment import segment

_NOBODY = Catalogue(())
_GREETS = ("confirm", "can", "greeting", "thanks", "particle", "sign", "line", "query")
_STEERS = ("sell", "buy", "cancel", "not_want", "neg", "howto", "stock_query")
_NO_NAMES = frozenset((*_GREETS, *_STEERS))
_NICKNAMES = frozenset(("เค", "โอ"))
"""Short for โอเค, and what many people are called."""


def may_be_called(text: str) -> bool:
    """False for what only answers, greets or steers: ยืนยัน, ตกลง, สวัสดีค่ะ, ยกเลิก.

    With an address before it any word is a name: พี่เค.
    """
    tokens = segment(normalize(text), _NOBODY)
    words = [token.text for token in tokens if token.kind not in ("particle", "sign", "line")]
    if "".join(words) in _NICKNAMES or (len(words) > 1 and words[0] in ADDRESSES):
        return True
    return read_command(text) is None and any(token.kind not in _NO_NAMES for token in tokens)
