"""What leaving days out would do: which deliveries do not come, and which it is too late for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot import texts, thai
from bot.conversation import Desk
from bot.recurring import span
from handlers.standing.periods import Days
from models.cycle import Cycle
from models.holidays import SchoolHoliday
from models.order import OrderState
from models.standing.order import StandingOrder


@dataclass(frozen=True, slots=True)
class Rest:
    """What a pause would do to one standing order: the deliveries left out, and those too late."""

    standing: StandingOrder
    days: list[date]
    late: list[date]


def rests(meant: list[StandingOrder], days: Days, desk: Desk) -> list[Rest]:
    """For each that has a delivery on these days."""
    found = [_rest(standing, days, desk) for standing in meant]
    return [rest for rest in found if rest.days or rest.late]


def _rest(standing: StandingOrder, days: Days, desk: Desk) -> Rest:
    """What was made and cancelled before is neither left out nor too late."""
    holidays, cycle = SchoolHoliday.all_kept(desk.session), Cycle.read(desk.session, desk.now)
    due = standing.terms.days_from(max(days[0], desk.today), holidays, standing.open_pauses)
    within = [day for day in due if days[1] is None or day <= days[1]]
    made = {day.delivery_day: day.order for day in standing.days}
    coming = [day for day in within if day not in made and desk.now < standing.closes(day, cycle)]
    orders = [made[day] for day in within if made.get(day) is not None]
    alive = [order for order in orders if order and order.state != OrderState.CANCELLED]
    open_ones = [order.delivery_day for order in alive if order.may_cancel(desk.now)]
    late = [order.delivery_day for order in alive if order.delivery_day not in open_ones]
    return Rest(standing, sorted([*coming, *open_ones]), late)


def nothing_in(days: Days, meant: list[StandingOrder], desk: Desk) -> str | None:
    """Why there is nothing to leave out, or None when there is something."""
    found = rests(meant, days, desk)
    if any(rest.days for rest in found):
        return None
    late = [day for rest in found for day in rest.late]
    if late:
        return texts.STANDING_PAUSE_LATE.format(day=thai.near_day(late[0], desk.today))
    return texts.STANDING_PAUSE_NONE.format(days=span(*days))
