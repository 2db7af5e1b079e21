"""Where an order is delivered, and what to do when not all of it can be had."""

from __future__ import annotations

import re

from bot import texts
from bot.conversation import Answers, Ask, Choice, Desk, Unreadable
from bot.language import answers as language
from bot.language.normalize import normalize
from bot.messages import pick_place
from bot.said import Said

LONGEST_PLACE = 120
# "ไม่ต้องครบก็ได้" holds "ต้องครบ": what means a part is looked for first.
NOT_A_PART = re.compile(r"(ไม่|บ่)(เอา|รับ|ต้องการ|ให้)(แค่|แบบ)?(เท่าที่มี|บางส่วน)")
PART_WORDS = ("เท่าที่มี", "บางส่วน", "ไม่ต้องครบ", "ไม่ครบก็ได้", "ไม่จำเป็นต้องครบ", "เอาเท่านั้น", "เท่าที่ได้")


def ask_place(answers: Answers, desk: Desk) -> Ask:
    buyer = desk.member.buyer
    choices = [Choice(buyer.place)] if buyer else []
    return Ask(texts.ASK_PLACE, choices, extra=[pick_place(texts.SEND_LOCATION)])


def read_place(said: Said, answers: Answers, desk: Desk) -> Answers:
    words = " ".join(said.words.split())
    if said.kind not in ("text", "tap", "location") or not words:
        raise Unreadable(texts.PLACE_HINT)
    return {"place": words[:LONGEST_PLACE]}


def ask_part(answers: Answers, desk: Desk) -> Ask:
    return Ask(texts.ASK_PART, [Choice(texts.PART_YES, "yes"), Choice(texts.PART_NO, "no")])


def read_part(said: Said, answers: Answers, desk: Desk) -> Answers:
    words = normalize(said.words)
    if "?" in words or "ไหม" in words:
        raise Unreadable(texts.PART_HINT)
    if NOT_A_PART.search(words):
        return {"part": False}
    if words in ("yes", texts.PART_YES) or any(part in words for part in PART_WORDS):
        return {"part": True}
    if words in ("no", texts.PART_NO) or "ต้องครบ" in words:
        return {"part": False}
    answer = language.read_yes_no(words)
    if answer is None:
        raise Unreadable(texts.PART_HINT)
    return {"part": answer}
