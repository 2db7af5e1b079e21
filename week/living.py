"""A whole week lived through the market's doors, from the Sunday before to the last cut-off."""

from __future__ import annotations

import functools
from datetime import datetime, time, timedelta

from models.calendar import BANGKOK, SLEEPS, WAKES, local_day
from week import trading
from week.agenda import Agenda
from week.clock import moment
from week.joining import join
from week.market import Market
from week.plan import Plan
from week.talk import Diary, Phone

# The Sunday on which people join, and when the week is over: after the cut-off of the last day.
DAWN = moment(0, 6)


class Living:
    """Everybody's deeds and habits on one agenda."""

    def __init__(self, market: Market, plan: Plan) -> None:
        self.market, self.plan, self.diary = market, plan, Diary()
        people = list(plan.people.everybody())
        self.phones = {p.user_id: Phone(p, market, self.diary) for p in people}
        self._producers = {p.user_id for p in plan.people.producers}
        self._will_look: set[str] = set()
        self.agenda = Agenda(market, self._hear)

    def live(self) -> Diary:
        join(self.market, self.plan.people, self.phones)
        self._write_down()
        self.diary.begin(self.market.clock(), self.market.line.paid())
        self.agenda.run(until=moment(self.plan.days - 1, 17))
        return self.diary

    def _write_down(self) -> None:
        """A form of speech for each wish, by its place in the plan."""
        form = 0
        for posting in self.plan.postings:
            phone, form = self.phones[posting.producer.user_id], form + 1
            self.agenda.add(posting.at, functools.partial(trading.post, phone, posting, form))
        for standing in self.plan.standings:
            phone, form = self.phones[standing.kitchen.user_id], form + 1
            deed = functools.partial(trading.order_regularly, phone, standing, self.plan.days, form)
            self.agenda.add(standing.at, deed)
        for ordering in self.plan.orderings:
            phone, form = self.phones[ordering.kitchen.user_id], form + 1
            today = (local_day(ordering.at) - local_day(DAWN)).days
            deed = functools.partial(trading.order, phone, ordering, today, form)
            self.agenda.add(ordering.at, deed)

    def _hear(self) -> None:
        """Phones that have something new: a producer looks when they do, the others at once."""
        for user_id in self.market.line.unread():
            if user_id not in self._producers:
                self.phones[user_id].look()
            elif user_id not in self._will_look:
                self._plan_look(user_id)
        for user_id in sorted(self._producers - self._will_look):
            if self.phones[user_id].offers:
                self._plan_look(user_id)

    def _plan_look(self, user_id: str) -> None:
        """Who does not look at the phone today does so tomorrow morning."""
        mood = self.plan.moods[user_id, self.market.clock.day]
        at = self.market.clock() + (mood.after or timedelta())
        if mood.after is None or at.astimezone(BANGKOK).time() >= SLEEPS:
            at = _morning(at) + (mood.after or timedelta(minutes=10))
        elif at.astimezone(BANGKOK).time() < WAKES:
            at = datetime.combine(local_day(at), WAKES, BANGKOK) + mood.after
        self._will_look.add(user_id)
        self.agenda.add(at, functools.partial(self._look, user_id))

    def _look(self, user_id: str) -> None:
        self._will_look.discard(user_id)
        phone = self.phones[user_id]
        mood = self.plan.moods[user_id, self.market.clock.day]
        if mood.after is None:
            self._plan_look(user_id)
            return
        phone.look()
        trading.answer(phone, mood)


def _morning(now: datetime) -> datetime:
    return datetime.combine(local_day(now) + timedelta(days=1), time(6), BANGKOK)
