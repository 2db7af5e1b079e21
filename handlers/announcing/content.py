"""What an announcement says: words, a picture, or a card with one button."""

from __future__ import annotations

import re
from typing import Any

from bot import texts
from bot.conversation import Answers, Ask, Choice, Desk, Unreadable
from bot.messages import LABEL, shorten
from bot.said import Said
from handlers.announcing.links import https_link
from models.photo import Photo

LONGEST_WORDS = 1000
LONGEST_TITLE = 60
_BUTTON = re.compile(r"\s*(?P<label>[^=\n]+?)\s*=\s*(?P<does>[^\n]+?)\s*")


def ask_words(answers: Answers, desk: Desk) -> Ask:
    choices = [Choice(texts.ONLY_PICTURE, "-")] if answers.get("photo") else []
    return Ask(texts.ASK_WORDS_TOO if choices else texts.ASK_ANNOUNCEMENT, choices)


def read_words(said: Said, answers: Answers, desk: Desk) -> Answers:
    """What is typed is what is sent, with its lines as they are. Raises Unreadable."""
    if said.words == "-" or (answers.get("photo") and said.words == texts.ONLY_PICTURE):
        return {"words": ""}
    if said.kind == "image" and desk.public_url is None:
        raise Unreadable(texts.NO_PICTURES_HERE, meant=True)
    words = said.words.strip()
    if said.kind not in ("text", "tap") or not words:
        raise Unreadable(texts.ANNOUNCEMENT_HINT)
    if len(words) > LONGEST_WORDS:
        raise Unreadable(texts.TOO_LONG.format(most=LONGEST_WORDS), meant=True)
    return {"words": words}


def begin(rest: str) -> Answers:
    return {"words": rest} if 0 < len(rest) <= LONGEST_WORDS else {}


def keep_picture(said: Said, answers: Answers, desk: Desk) -> Answers | None:
    """Whenever one comes, it is the announcement's picture."""
    if said.kind != "image" or said.message_id is None or desk.public_url is None:
        return None
    photo = Photo.ask(desk.session, said.message_id, desk.now)
    photo.wants_whole = True
    return {"photo": photo.id}


def ask_title(answers: Answers, desk: Desk) -> Ask:
    choices = [Choice(texts.WITHOUT_TITLE, "-")] if not answers.get("button") else []
    return Ask(texts.ASK_TITLE, choices)


def read_title(said: Said, answers: Answers, desk: Desk) -> Answers:
    title = " ".join(said.words.split())
    if title in ("-", texts.WITHOUT_TITLE) and not answers.get("button"):
        return {"title": ""}
    if not title or title == "-" or len(title) > LONGEST_TITLE:
        raise Unreadable(texts.TITLE_HINT.format(most=LONGEST_TITLE))
    return {"title": title}


def title_is_open(answers: Answers, desk: Desk) -> bool:
    """A button needs a card, and a card a title."""
    return bool(answers.get("button")) and not answers.get("title")


def ask_button(answers: Answers, desk: Desk) -> Ask:
    return Ask(texts.ASK_BUTTON, [Choice(texts.WITHOUT_BUTTON, "-")])


def read_button(said: Said, answers: Answers, desk: Desk) -> Answers:
    """ "ลงทะเบียน = https://…" opens a page, "ดูของ = มีอะไรบ้าง" says it for the person."""
    if said.words.strip() in ("-", texts.WITHOUT_BUTTON):
        return {"button": None}
    found = _BUTTON.fullmatch(said.words)
    if found is None or len(found["label"]) > LABEL:
        raise Unreadable(texts.BUTTON_HINT.format(most=LABEL), meant=True)
    does = found["does"]
    if "://" not in does:
        return {"button": {"label": found["label"], "words": shorten(does, 300)}}
    link = https_link(does)
    if link is None:
        raise Unreadable(texts.LINK_HINT, meant=True)
    return {"button": {"label": found["label"], "url": link}}


def content(answers: Answers, desk: Desk) -> dict[str, Any]:
    """As models.announcement.Announcement keeps it."""
    photo = desk.session.get(Photo, answers["photo"]) if answers.get("photo") else None
    said = {"words": answers.get("words", ""), "title": answers.get("title", "")}
    made: dict[str, Any] = {key: value for key, value in said.items() if value}
    if photo is not None and not photo.error:
        made["picture"] = photo.token
    if answers.get("button"):
        made["button"] = answers["button"]
    return made
