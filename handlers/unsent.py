"""A message was unsent: nothing of it may stay."""

from __future__ import annotations

from bot.conversation import Desk
from bot.said import Said
from handlers import unread
from models.helpcall import HelpCall
from models.photo import Photo
from models.unsending import forget_message, words_of


def forget(said: Said, desk: Desk) -> None:
    if not said.message_id:
        return
    sender = desk.member.line_user_id
    words = words_of(desk.session, sender, said.message_id)
    if words:
        unread.forget(words, desk)
        HelpCall.forget_sentence(desk.session, desk.member.id, words, desk.now)
    forget_message(desk.session, sender, said.message_id, desk.now)
    Photo.forget_message(desk.session, said.message_id)
