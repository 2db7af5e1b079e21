"""Several processes at the same letters, several staff at the same newcomer: each thing once."""

import pytest

from models.outbox import Letter
from models.people import Member, Role, Standing
from tests.invariants.crashes import KITCHEN, Shop
from tests.invariants.dying import decide_together, deliver_together
from tests.invariants.processes import barrier, run_together

PROCESSES = 4
LETTERS = 12


def test_many_processes_deliver_each_letter_once(shop: Shop) -> None:
    house, now = shop.world.house, shop.world.clock()
    with house.sessions.begin() as session:
        kitchen = Member.known_as(session, shop.world.user(KITCHEN))
        for number in range(LETTERS):
            key = f"test:{number}"
            assert Letter.owe(session, kitchen.id, "refused", {"name": KITCHEN}, key, now)
    how = (house.settings.model_dump(), now, barrier(PROCESSES))
    run_together(deliver_together, [how] * PROCESSES)
    shop.check()
    assert [letter.tries for letter in shop.rows(Letter)[-LETTERS:]] == [1] * LETTERS


@pytest.mark.parametrize("first", [True, False])
def test_two_staff_who_decide_at_once_decide_once(shop: Shop, first: bool) -> None:
    shop.world.clock.forward(minutes=1)
    house, now = shop.world.house, shop.world.clock()
    with house.sessions.begin() as session:
        newcomer = Member.known_as(session, shop.world.user("ลุงสมัย"))
        newcomer.role, newcomer.name = Role.BUYER, "ลุงสมัย"
        newcomer.belongs_to, newcomer.kind = "ร้านลุงสมัย", "restaurant"
        newcomer.standing, newcomer.decided_by = Standing.WAITING, None
        member_id = newcomer.id
    before = decisions(shop, member_id)
    meeting, settings = barrier(2), house.settings.model_dump()
    each = [(settings, now, meeting, member_id, approve) for approve in (first, not first)]
    run_together(decide_together, each)
    assert len(decisions(shop, member_id)) == len(before) + 1
    decided = shop.rows(Member)[-1]
    assert decisions(shop, member_id)[-1] == decided.standing


def decisions(shop: Shop, member_id: int) -> list[str]:
    letters = [letter for letter in shop.rows(Letter) if letter.member_id == member_id]
    return [letter.kind for letter in letters if letter.kind in ("approved", "refused")]
