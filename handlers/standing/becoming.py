"""A standing order as it is and as it would become by what its purchaser says."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from bot.conversation import Answers, Desk
from bot.language.reading import Reading
from bot.said import Said
from handlers import basket, delivery_day, wishes
from handlers.again import line_entry
from handlers.standing import when
from handlers.standing.beginning import more_goods
from handlers.standing.meant import named, of_button, which, with_goods
from models.cycle import Cycle
from models.recurrence import Rule
from models.standing.changing import Wishes
from models.standing.order import StandingOrder
from models.standing.terms import Terms


def as_it_is(standing: StandingOrder) -> Answers:
    terms = standing.terms
    return {
        "standing": standing.id,
        "items": [line_entry(each) for each in standing.lines],
        "rule": standing.rule,
        "first": terms.first.isoformat(),
        "last": terms.last.isoformat() if terms.last else when.NEVER,
        "rests": terms.rests,
        "place": standing.place,
        "part": standing.part_is_fine,
    }


def take(reading: Reading, desk: Desk) -> Answers:
    """The one that holds the goods, or has the days, that were said, as it would become."""
    found = _meant(reading, with_goods(_known(reading, desk), desk))
    if len(found) > 1:
        said = basket.take(reading, desk).get("items", [])
        return {"standing": None, "among": [s.id for s in found], "said": said}
    answers = as_it_is(found[0])
    return answers | _more(_without_its_days(reading, found[0]), Said("text"), answers, desk)


def _known(reading: Reading, desk: Desk) -> Reading:
    """Goods that are to be added name none of them, and of an only one there is no doubt."""
    alone = of_button({}, desk) is not None
    return replace(reading, items=(), removed=()) if alone or reading.action == "add" else reading


def _meant(reading: Reading, found: list[StandingOrder]) -> list[StandingOrder]:
    """Those that come on the days that were said, if any does."""
    return [each for each in found if each.rule == reading.recurrence] or found


def _without_its_days(reading: Reading, standing: StandingOrder) -> Reading:
    """Beside goods, its own days only say which one is meant."""
    return replace(reading, recurrence=None) if reading.recurrence == standing.rule else reading


def more(reading: Reading, said: Said, answers: Answers, desk: Desk) -> Answers:
    return _more(reading, said, answers, desk) if answers.get("items") else {}


def _more(reading: Reading, said: Said, answers: Answers, desk: Desk) -> Answers:
    here = replace(reading, of_order=False)
    found = more_goods(here, said, answers, desk) | when.amended(reading, said, desk)
    return {**found, "what": "said"} if found else {}


def read_which(said: Said, answers: Answers, desk: Desk) -> Answers:
    """With what was said before it was known which one is meant; more of the same is asked anew."""
    chosen = as_it_is(named(which().read(said, answers, desk)["standing"], desk))
    there = {entry["product"] for entry in chosen["items"]}
    new = [entry for entry in answers.get("said", ()) if entry.get("product") not in there]
    return chosen | ({"items": [*chosen["items"], *new], "what": "said"} if new else {})


def wishes_of(answers: Answers, standing: StandingOrder, desk: Desk) -> Wishes:
    wanted = [wishes.wanted(entry, desk) for entry in answers["items"]]
    return Wishes(wanted, terms_of(answers, standing, desk), answers["place"], answers["part"])


def terms_of(answers: Answers, standing: StandingOrder, desk: Desk) -> Terms:
    """Days that stay are counted as before, new ones from the soonest on."""
    old, last, first = standing.terms, when.last_of(answers), date.fromisoformat(answers["first"])
    if answers["rule"] == standing.rule and first == old.first:
        return replace(old, last=last, rests=answers["rests"])
    cycle, products = Cycle.read(desk.session, desk.now), delivery_day.goods(answers, desk)
    earliest = max(cycle.first_common_day(products, desk.now), first)
    return Terms.starting(Rule.read(answers["rule"]), earliest, last, answers["rests"])
