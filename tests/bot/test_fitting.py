"""All there is to say in LINE's five messages."""

from bot.messages import MOST_MESSAGES, Message, fit, say, text

CARD: Message = {"type": "flex", "altText": "ใบ", "contents": {}}


def words(messages: list[Message]) -> list[str]:
    return [str(m.get("text") or m.get("altText")) for m in messages]


def test_a_notice_before_five_cards_is_kept_and_the_last_card_is_too() -> None:
    cards = [{**CARD, "altText": str(number)} for number in range(5)]
    assert words(fit([text("ข่าว"), *cards])) == ["ข่าว", "1", "2", "3", "4"]


def test_texts_are_joined_before_anything_is_left_out() -> None:
    some = [text("ก"), CARD, text("ข"), CARD, text("ค"), CARD, CARD]
    fitted = fit(some)
    assert words(fitted) == ["ก\n\nข\n\nค", "ใบ", "ใบ", "ใบ", "ใบ"]


def test_texts_stay_where_they_are_while_there_is_room() -> None:
    assert words(fit([text("ก"), CARD, text("ข")])) == ["ก", "ใบ", "ข"]


def test_only_the_last_keeps_its_quick_replies() -> None:
    choice = [say("ได้")]
    fitted = fit([text("ก", choice), *[CARD] * 5, text("ข", choice)])
    assert len(fitted) == MOST_MESSAGES
    assert ["quickReply" in message for message in fitted] == [False] * 4 + [True]
    assert words(fitted)[0] == "ก"
    assert words(fitted)[-1] == "ข"


def test_nothing_to_say_is_nothing() -> None:
    assert fit([]) == []
