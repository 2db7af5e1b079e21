"""What a producer says to offers: which of them, yes or no, and how much.

Stricter than the reader: a word that has no place in such an answer makes it none, so that nothing
is taken for an answer that is more than one.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from bot.language.answers import Amount, read_quantity
from bot.language.lexicon.units import UNIT_WORDS
from bot.language.normalize import normalize

REPLY_LIMIT = 200
"""Letters of an answer; a longer message is none."""
ALL, REST, LAST = "all", "rest", -1

_YES = """ส่งได้แค่ ส่งได้เพียง ส่งได้แต่ ได้แค่ ได้เพียง ได้แต่ มีแค่ มีเพียง เหลือแค่ เหลือส่งได้ ส่งแค่ เอาแค่ ขอส่งแค่
    ส่งได้ รับได้ จัดได้ ได้ ขอส่ง รับออเดอร์ รับงาน รับ เอา โอเค ok okay ตกลง ยืนยัน จัดไป 👍 👌 ✅"""
# Words that refuse and say why; the keys are what a reason is called everywhere.
_WHY = {
    "sold_out": """ไม่มีแล้ว ไม่มีของ ไม่มี บ่มี ของหมดแล้ว ของหมด ขายหมดแล้ว หมดแล้ว หมดสวน หมด
        เบิดแล้ว""",
    "no_transport": """ไม่มีคนส่ง ไม่มีคนไปส่ง ไม่มีใครส่ง ไม่มีใครไปส่ง ไม่มีรถ ไม่มีรถส่ง
        ไม่มีรถไปส่ง บ่มีคนส่ง บ่มีรถ รถเสีย ไปส่งไม่ได้""",
    "price": """ราคาไม่ได้ ราคาบ่ได้ ราคาไม่ไหว ราคาต่ำไป ราคาต่ำเกินไป ราคาถูกไป
        ราคาถูกเกินไป ราคาน้อยไป ถูกไป ไม่คุ้ม ไม่คุ้มค่าน้ำมัน ขาดทุน""",
}
_OTHER = ("อื่น ๆ", "อื่นๆ", "อื่น", "อย่างอื่น", "เหตุผลอื่น", "เรื่องอื่น")
_NO = (
    """ส่งไม่ได้ ส่งบ่ได้ ไม่ได้ บ่ได้ ไม่รับ บ่รับ ไม่เอา ไม่ส่ง ไม่ไหว ไม่สะดวก ส่งไม่ทัน ไม่ทัน บ่ทัน ขอผ่าน 👎"""
    + "".join(f" {words}" for words in _WHY.values())
)
_WHY_OF = {word: why for why, words in _WHY.items() for word in words.split()}
_FILLERS = """ค่ะ คะ ค่า ครับผม ครับ คับ จ้า จ้ะ จ๊ะ จ๋า เด้อ เด๊อ นะ เน้อ แล้ว ก็ ส่วน แต่ และ ของ เรื่อง เลย
    พอ ให้ คุณ อ่ะ ละ ล่ะ ขอบคุณ นี้ นี่ ส่ง ฝั่ง ทาง เท่านั้น เท่านี้ ทีเดียว"""
_SOME = """บางส่วน ไม่ครบ ไม่หมด ไม่ถึง"""
_HALF = """ครึ่งเดียว ครึ่งหนึ่ง ครึ่งนึง แค่ครึ่ง"""
_DIGITS = "หนึ่ง สอง สาม สี่ ห้า หก เจ็ด แปด เก้า สิบ เอ็ด ยี่ ซาว ร้อย พัน จุด ครึ่ง"
_NTH = {"หนึ่ง": 1, "สอง": 2, "สาม": 3, "สี่": 4, "ห้า": 5, "หก": 6}
_NOUN = "(?:อัน|ใบ|รายการ|ออเดอร์|ข้อเสนอ|เจ้า|ราย|ที่|อย่าง|ข้อ)"


def _any(words: str) -> str:
    return "|".join(sorted(map(re.escape, words.split()), key=len, reverse=True))


_NUMBER = rf"(?:[\d.,]+|(?:{_any(_DIGITS)})+)"
_UNIT = _any(" ".join(UNIT_WORDS))
_AMOUNT = rf"{_NUMBER} ?(?:{_UNIT})?(?:ครึ่ง)?"
_NTH_WORDS = "|".join(_NTH)
_GRAMMAR = re.compile(
    rf"(?P<of>(?:จาก|มีไม่ถึง|ไม่ถึง) ?{_AMOUNT}(?:ที่ขอ)?)"
    r"|(?P<order>or[ -]?0*(?P<digits>\d{1,9}))"
    rf"|(?P<first>{_NOUN}แรก)|(?P<last>{_NOUN}(?:สุดท้าย|หลัง))"
    r"|(?P<rest>(?:อัน|ส่วน)?ที่เหลือ|อันอื่น ?ๆ?)"
    rf"|(?P<nth>(?:{_NOUN} ?)?ที่ ?(?P<n>\d|{_NTH_WORDS})(?![\d.]))"
    rf"|(?P<all>(?:หมด|ครบ)?(?:ทุก{_NOUN}|ทั้งคู่|ทั้งสอง{_NOUN}?|ทั้ง ?\d ?{_NOUN}|ทั้งหมด)"
    r"|ครบ|(?:(?<=ได้)|(?<=[^ค]รับ)|(?<=^รับ)|(?<=เอา))หมด)"
    rf"|(?P<half>{_any(_HALF)})|(?P<some>{_any(_SOME)})"
    rf"|(?P<no>{_any(_NO)})|(?P<filler>{_any(_FILLERS)}|[\s.,!]+)|(?P<yes>{_any(_YES)})"
    rf"|(?P<amount>{_AMOUNT})"
)


@dataclass(slots=True)
class Verdict:
    """targets: places among the offers (1, 2 …; -1 the last), ALL, REST (all not named), names as
    they were given; none means whatever there is. amount: an Amount, a Fraction of the offer, or
    None for all of it; partly: less than all, yet to be said how much; why: the reason of a no,
    "sold_out", "no_transport" or "price".
    """

    accept: bool | None = None
    targets: list[Hashable] = field(default_factory=list)
    amount: Amount | Fraction | None = None
    partly: bool = False
    why: str | None = None

    @property
    def is_part(self) -> bool:
        return self.amount is not None or self.partly


def read_reply(text: str, names: Mapping[str, Hashable]) -> Sequence[Verdict]:
    """The verdicts of an answer, in their order; none when the text is more or less than that.

    names: what goods, kitchens and the like are called here, and what each stands for.
    """
    said = normalize(text[: REPLY_LIMIT + 1])
    if len(text) > REPLY_LIMIT or "?" in said:
        return ()
    pieces = list(_pieces(said, {normalize(name): it for name, it in names.items()}))
    if None in pieces:
        return ()
    verdicts = _verdicts([piece for piece in pieces if piece is not None])
    sure = all(v.accept is not None and (v.accept or not v.amount) for v in verdicts)
    return verdicts if sure else ()


def read_why(text: str) -> str | None:
    """Why somebody has declined, as in Verdict or "other"; None when that is not what it says."""
    if normalize(text).strip() in map(normalize, _OTHER):
        return "other"
    verdicts = read_reply(text, {})
    return verdicts[0].why if len(verdicts) == 1 else None


def _pieces(said: str, names: Mapping[str, Hashable]) -> Iterator[tuple[str, Hashable] | None]:
    """(kind, value) of each piece; None for what does not belong."""
    known = sorted(names, key=len, reverse=True)
    at = 0
    while at < len(said):
        name = next((name for name in known if name and said.startswith(name, at)), None)
        found = None if name else _GRAMMAR.match(said, at)
        if name is None and (found is None or found.end() == at):
            yield None
            return
        at = at + len(name) if name else found.end() if found else at
        if name:
            yield "target", names[name]
        elif found is not None and found.lastgroup not in ("of", "filler"):
            yield _piece(found)
            if found["no"] in _WHY_OF:
                yield "why", _WHY_OF[found["no"]]


def _piece(found: re.Match[str]) -> tuple[str, Hashable] | None:
    if found["order"]:
        return "target", ("order", int(found["digits"]))
    if found["nth"]:
        return "target", _NTH.get(found["n"]) or int(found["n"])
    if found["first"] or found["last"]:
        return "target", 1 if found["first"] else LAST
    if found["all"] or found["rest"]:
        return "target", ALL if found["all"] else REST
    if found["yes"] or found["no"]:
        return "verdict", bool(found["yes"])
    if found["half"] or found["some"]:
        return "amount", Fraction(1, 2) if found["half"] else None
    amount = read_quantity(found[0], None)
    return ("amount", amount) if amount else None


def _verdicts(pieces: Sequence[tuple[str, Hashable]]) -> list[Verdict]:
    """What is said after its verdict ("รับอันแรก") belongs to it, else what comes before it."""
    found = [Verdict()]
    leads = bool(pieces) and pieces[0][0] == "verdict"
    for kind, value in pieces:
        last = found[-1]
        if kind == "target":
            if last.accept is not None and not leads and value != ALL:
                found.append(last := Verdict())
            last.targets.append(value)
        elif kind == "verdict":
            if last.accept not in (None, value) or (last.amount and last.targets):
                kept = [last.targets.pop()] if leads and len(last.targets) > 1 else []
                found.append(last := Verdict(targets=kept))
            last.accept = bool(value)
        elif kind == "why":
            last.why = str(value)
        else:
            last.accept = True if last.accept is None else last.accept
            last.amount = value if isinstance(value, Amount | Fraction) else None
            last.partly = last.amount is None
    is_said = any(kind != "target" and not isinstance(value, Amount) for kind, value in pieces)
    return found if is_said else []
