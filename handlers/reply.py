"""A producer answers offers in words, or takes part of one: all of it on a card before it binds."""

from __future__ import annotations

from collections.abc import Mapping

from bot import texts, thai
from bot.conversation import Answers, Ask, Choice, Conversation, Desk, Question, Refused, Unreadable
from bot.language import answers as language
from bot.language.normalize import bare
from bot.language.reading import Reading
from bot.messages import Message, say, text
from bot.said import Said
from handlers import why_not
from handlers.answer import NO, YES, lines, why_closed
from handlers.offer_goods import Goods, Plan, answerable, part_said, planned, still_open
from handlers.reply_card import show, still_answerable, taken
from handlers.reply_parts import (
    Reply,
    ask_number,
    ask_which,
    first_open,
    goods_in,
    numbered,
    part,
    read_number,
    read_which,
    reopen_number,
    replaced,
    whole,
)
from handlers.roles import only_producers
from handlers.row_ids import row_id
from models.allocation import Allocation, DeclinedFor
from models.answers import Answered, NotAPart, accept_part, answer_offers

KEEPS = frozenset(("ยังมี", "ยังมีอีก", "ยังมีขายต่อ", "ขายต่อ", "ยังมี ขายต่อ", "ยังมีขาย", "มีอีก"))


def is_meant(reading: Reading, desk: Desk) -> bool:
    """Whether a sentence answers offers that wait, and it is plain which."""
    return planned(reading.text, answerable(desk), desk) is not None


def begin(about: Mapping[str, str], desk: Desk) -> Answers:
    """The button of a letter: part of these offers, how much is asked. Raises Refused."""
    if "a" not in about:
        return {"replies": []}
    ids = [number for each in about["a"].split(".") if (number := row_id(each))]
    some = [desk.session.get(Allocation, number) for number in ids]
    mine = [a for a in some if a is not None and a.lot.member_id == desk.member.id]
    if not still_open(mine, desk):
        raise Refused(why_closed(mine))
    return {"replies": [{"a": [a.id for a in mine], "take": "part"}]}


def take(reading: Reading, desk: Desk) -> Answers:
    plan = planned(reading.text, answerable(desk), desk)
    if plan is None:
        raise Refused(texts.NO_OFFERS)
    return _said(plan, desk)


def _said(plan: Plan, desk: Desk) -> Answers:
    """Of an amount that could be of several goods it is asked which."""
    first = plan[0][1]
    if len(plan) > 1 and first.is_part and all(verdict is first for _, verdict in plan):
        number, unit = part_said(first, plan[0][0])
        loose = {"number": str(number) if number else None, "unit": unit}
        return {"replies": [], "among": [goods.ids for goods, _ in plan], "loose": loose}
    found: Answers = {"replies": []}
    for goods, verdict in plan:
        reply = whole(goods.ids, verdict)
        if verdict.is_part:
            reply, wrong = part(goods, *part_said(verdict, goods), desk)
            found["wrong"] = wrong or found.get("wrong")
        found["replies"].append(reply)
    return found


def more(reading: Reading, said: Said, answers: Answers, desk: Desk) -> Answers:
    """Another answer to what is on the card, another amount, or that there is more to sell."""
    if bare(said.words) in KEEPS:
        return {"rest": "kept"}
    goods = [each for reply in answers["replies"] if (each := goods_in(reply, desk))]
    if plan := planned(said.words, goods, desk):
        new = _said(plan, desk)
        kept = {tuple(reply["a"]): reply for reply in [*answers["replies"], *new["replies"]]}
        return {**new, "replies": list(kept.values())}
    names_goods = any(item.product_id or item.price for item in reading.items)
    if len(goods) != 1 or names_goods or "อีก" in said.words:
        return {}
    if language.read_quantity(said.words, goods[0].product(desk)) is None:
        return {}
    return {"replies": replaced(answers, numbered(said, answers["replies"][0], desk))}


def ask_rest(answers: Answers, desk: Desk) -> Ask:
    names = dict.fromkeys(goods.product(desk).name for _, goods in still_answerable(answers, desk))
    choices = [Choice(texts.REST_GONE, "gone"), Choice(texts.REST_KEPT, "kept")]
    return Ask(texts.ASK_REST.format(product=" ".join(names)), choices)


def read_rest(said: Said, answers: Answers, desk: Desk) -> Answers:
    words = bare(said.words)
    if words in ("gone", "kept"):
        return {"rest": words}
    if words in KEEPS or language.read_yes_no(words) is True:
        return {"rest": "kept"}
    if words in NO or words.startswith(("หมด", "ไม่มี")):
        return {"rest": "gone"}
    raise Unreadable(texts.REST_HINT)


def done(answers: Answers, desk: Desk) -> list[Message]:
    """Raises Refused when nothing is open any more, or less than was to be delivered."""
    accepted, declined, late = Answered(), Answered(), False
    for reply, goods in still_answerable(answers, desk):
        answered = _answer(reply, goods, answers.get("rest") == "kept", desk)
        kept = declined if reply["take"] == "none" else accepted
        kept.done += answered.done
        late = late or bool(answered.too_late)
    more, choices = why_not.follow_up(declined.done, desk)
    words = [
        texts.ACCEPTED.format(what=lines(accepted.done, desk)) if accepted.done else "",
        texts.REST_SOUGHT if any(r["take"] == "part" for r in answers["replies"]) else "",
        texts.DECLINED.format(what=lines(declined.done, desk)) if declined.done else "",
        texts.OFFER_GONE if late else "",
        more,
    ]
    choices += [say(texts.MENU_STOCK), say(texts.MENU_DELIVER)]
    return [text("\n".join(filter(None, words)), choices)]


def _answer(reply: Reply, goods: Goods, keeps_rest: bool, desk: Desk) -> Answered:
    session, me, now = desk.session, desk.member.id, desk.now
    if reply["take"] != "part":
        why = DeclinedFor(reply["why"]) if reply.get("why") else None
        return answer_offers(session, goods.ids, me, reply["take"] == "all", now, why)
    quantity = taken(reply, goods, desk).quantity
    try:
        return accept_part(session, goods.ids, me, quantity, now, keeps_rest)
    except NotAPart as now_offered:
        amount = thai.amount(goods.amount.with_quantity(now_offered.args[0]))
        raise Refused(texts.MORE_THAN_OFFERED.format(amount=amount), reopen="number") from None


CONVERSATION = Conversation(
    name="reply",
    title=texts.REPLY_TITLE,
    words=frozenset(),
    refuse=only_producers,
    begin=begin,
    take=take,
    more=more,
    own=YES | NO | {"ได้", "ได้เลย"},
    agrees=lambda answers: all(reply["take"] != "none" for reply in answers["replies"]),
    questions=[
        Question(
            "loose", "", ask_which, read_which, lambda answers, desk: bool(answers.get("loose"))
        ),
        Question(
            "number",
            texts.EDIT_QUANTITY,
            ask_number,
            read_number,
            needed=lambda answers, desk: first_open(answers) is not None,
            reopen=reopen_number,
        ),
        Question("rest", texts.EDIT_REST, ask_rest, read_rest, optional=True),
    ],
    card=show,
    done=done,
)
