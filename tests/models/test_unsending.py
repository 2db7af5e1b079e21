"""What an unsent message was answered by letter goes once the letter has arrived."""

from models.inbox import InboxEvent, ReplyState
from models.outbox import Letter
from models.unsending import forget_message
from tests.models.market import Market
from tests.models.test_inbox import keep, row

SAID = [{"type": "text", "text": "secret"}]


def pushed(market: Market) -> tuple[InboxEvent, Letter]:
    """An answer whose token was dead."""
    member = market.member("แม่บุญมี")
    payload = {"type": "message", "message": {"id": "7", "text": "secret"}}
    keep(market, {**row("one", sender=member.line_user_id), "payload": payload})
    event = market.session.query(InboxEvent).one()
    event.heard_at, event.replies, event.reply_state = market.now, SAID, ReplyState.PUSHED
    letter = Letter.owe(
        market.session, member.id, "reply", {"messages": SAID}, "reply:one", market.now
    )
    assert letter is not None
    letter.trying(SAID, market.now)
    return event, letter


def unsend(market: Market, event: InboxEvent) -> None:
    forget_message(market.session, event.sender, "7", market.now)


def test_what_a_letter_repeats_goes_with_the_message(market: Market) -> None:
    event, letter = pushed(market)
    letter.arrived(market.now)
    unsend(market, event)
    assert (event.replies, letter.facts, letter.rendered) == (None, {}, None)


def test_a_letter_on_its_way_arrives_and_then_goes(market: Market) -> None:
    event, letter = pushed(market)
    unsend(market, event)
    assert letter.let_go_at and letter.rendered
    letter.arrived(market.now)
    assert (event.replies, letter.facts) == (None, {})
    assert not letter.rendered
