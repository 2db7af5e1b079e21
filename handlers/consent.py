"""Whether a newcomer agrees to what is kept of them."""

from __future__ import annotations

from bot import texts
from bot.conversation import Answers, Ask, Choice, Desk, Question, Refused, Unreadable
from bot.language.normalize import bare, normalize
from bot.said import Said

CONSENTS = {
    **dict.fromkeys(("yes", texts.CONSENT_YES, "ยินยอมแล้ว", "ยินยอมทั้งหมด", "ยอม", "ตกลง"), True),
    **dict.fromkeys(("ใช่", "ได้", "โอเค", "ok", "ยืนยัน", "ตกลงยินยอม", "ขอยินยอม"), True),
    **dict.fromkeys(("no", texts.CONSENT_NO, "ไม่", "บ่", "ไม่ยอม", "บ่ยินยอม", "ไม่ตกลง"), False),
    **dict.fromkeys(("ไม่ได้", "ไม่ให้", "ไม่เอา", "บ่เอา", "ไม่ขอยินยอม"), False),
}


def ask(answers: Answers, desk: Desk) -> Ask:
    choices = [Choice(texts.CONSENT_YES, "yes"), Choice(texts.CONSENT_NO, "no")]
    return Ask(texts.CONSENT, choices)


def read(said: Said, answers: Answers, desk: Desk) -> Answers:
    """Consent is a word that means it and nothing else: a question or a doubt is none."""
    words = "".join(bare(said.words).split())
    agreed = None if "?" in normalize(said.words) else CONSENTS.get(words)
    if agreed is None:
        raise Unreadable(texts.CONSENT_HINT)
    if not agreed:
        raise Refused(texts.NO_CONSENT)
    return {"consent": True}


QUESTION = Question("consent", "", ask, read)
