"""Push, multicast, broadcast: who is reached, what it costs, and when the month is over."""

import pytest

from tests.simulator.harness import BOONMEE, SOMSRI, Line

UID, OTHER = BOONMEE["user_id"], SOMSRI["user_id"]
STRANGER = "U" + "c" * 32
HELLO = [{"type": "text", "text": "สวัสดีค่ะ"}]
LIMIT = (429, {"message": "You have reached your monthly limit."})


def _paid(line: Line) -> int:
    paid: int = line.door("GET", "/phones")["paid"]
    assert line.api("GET", "/v2/bot/message/quota/consumption").json() == {"totalUsage": paid}
    return paid


def _multicast(line: Line, *to: str, **more: object) -> tuple[int, object]:
    body = {"to": list(to), "messages": HELLO, **more}
    response = line.api("POST", "/v2/bot/message/multicast", body)
    return response.status, response.json()


def test_a_push_to_someone_who_blocked_is_accepted_and_costs_nothing(line: Line) -> None:
    line.act(UID, "unfollow")
    response = line.push(UID, "สวัสดีค่ะ")
    assert response.status == 200
    assert len(response.json()["sentMessages"]) == 1
    assert line.phone(UID)["messages"] == []
    assert _paid(line) == 0


def test_a_push_to_a_stranger_who_never_wrote_is_accepted_and_reaches_nobody(line: Line) -> None:
    line.door("POST", "/phones", {"name": "คนแปลกหน้า", "user_id": STRANGER}, status=201)
    assert line.push(STRANGER, "สวัสดีค่ะ").status == 200
    assert line.phone(STRANGER)["messages"] == []
    assert _paid(line) == 0


def test_who_wrote_in_the_last_seven_days_is_reached_without_being_a_friend(line: Line) -> None:
    line.door("POST", "/phones", {"name": "คนแปลกหน้า", "user_id": STRANGER}, status=201)
    line.say(STRANGER, "สนใจค่ะ")
    line.push(STRANGER, "ยินดีค่ะ")
    assert _paid(line) == 1
    line.clock.ahead_ms += 8 * 24 * 3600 * 1000
    line.push(STRANGER, "ยังสนใจไหมคะ")
    assert len(line.wait(STRANGER)) == 1


def test_a_push_to_an_id_of_nobody_fails(line: Line) -> None:
    response = line.push("U" + "f" * 32, "สวัสดี")
    assert (response.status, response.json()) == (400, {"message": "Failed to send messages"})


@pytest.mark.parametrize("to", ["boonmee", "U123", "C123", "U" + "A" * 32])
def test_a_push_to_what_is_no_user_id_is_refused(line: Line, to: str) -> None:
    response = line.push(to, "สวัสดี")
    text = "The property, 'to', in the request body is invalid (line: -, column: -)"
    assert (response.status, response.json()) == (400, {"message": text})


def test_a_multicast_costs_one_for_each_person_reached(line: Line) -> None:
    assert _multicast(line, UID, OTHER, "U" + "f" * 32) == (200, {})
    assert _paid(line) == 2
    assert len(line.wait(UID)) == len(line.wait(OTHER)) == 1
    assert line.wait(UID)[0]["via"] == "multicast"


def test_a_multicast_takes_500_different_ids_and_no_more(line: Line) -> None:
    ids = [f"U{number:032x}" for number in range(501)]
    assert _multicast(line, *ids[:500])[0] == 200
    assert _multicast(line, *ids)[0] == 400
    assert _multicast(line)[0] == 400
    assert _multicast(line, UID, UID)[0] == 400
    assert _multicast(line, UID, "C" + "a" * 32)[0] == 400
    assert _paid(line) == 0


def test_a_broadcast_reaches_all_friends(line: Line) -> None:
    line.act(OTHER, "unfollow")
    assert line.api("POST", "/v2/bot/message/broadcast", {"messages": HELLO}).json() == {}
    assert line.wait(UID)[0]["via"] == "broadcast"
    assert line.phone(OTHER)["messages"] == []
    assert _paid(line) == 1


def test_the_quota_is_the_one_set(line: Line) -> None:
    quota = line.api("GET", "/v2/bot/message/quota").json()
    assert quota == {"type": "limited", "value": 300}
    line.settings(quota_limit=None)
    assert line.api("GET", "/v2/bot/message/quota").json() == {"type": "none"}


def test_nothing_passes_beyond_the_quota_and_replies_always_do(line: Line) -> None:
    line.settings(quota_limit=2)
    line.push(UID, "หนึ่ง")
    assert _multicast(line, UID, OTHER) == LIMIT
    assert line.push(UID, "สอง").status == 200
    response = line.push(UID, "สาม")
    assert (response.status, response.json()) == LIMIT
    line.say(UID, "สวัสดี")
    [event] = line.bot.wait_for_events(1)
    assert line.reply(event["replyToken"], "สวัสดีค่ะ").status == 200
    assert _paid(line) == 2


def test_a_new_month_starts_at_nothing(line: Line) -> None:
    line.settings(quota_limit=1)
    assert line.push(UID, "หนึ่ง").status == 200
    assert line.push(UID, "สอง").status == 429
    line.clock.ahead_ms += 32 * 24 * 3600 * 1000
    assert line.push(UID, "สาม").status == 200


def test_the_fault_uses_up_the_quota(line: Line) -> None:
    line.faults(quota_exhausted=True)
    response = line.push(UID, "สวัสดี")
    assert (response.status, response.json()) == LIMIT
    assert _multicast(line, UID) == LIMIT


@pytest.mark.parametrize("units", [["a b"], ["x" * 31], ["ก"], [], ["a", "b"], "a", [1]])
def test_aggregation_units_have_a_fixed_form(line: Line, units: object) -> None:
    assert _multicast(line, UID, customAggregationUnits=units)[0] == 400
    assert _paid(line) == 0


def test_one_aggregation_unit_of_30_characters_is_allowed(line: Line) -> None:
    assert _multicast(line, UID, customAggregationUnits=["Order_" + "x" * 24])[0] == 200


def test_notification_disabled_must_be_true_or_false(line: Line) -> None:
    assert _multicast(line, UID, notificationDisabled="yes")[0] == 400
    assert _multicast(line, UID, notificationDisabled=True)[0] == 200


def test_bubbles_say_how_they_came_and_what_was_paid(line: Line) -> None:
    line.say(UID, "สวัสดี")
    [event] = line.bot.wait_for_events(1)
    line.reply(event["replyToken"], "ฟรี")
    line.push(UID, "เสียเงิน")
    shown = [(each["via"], each["paid"]) for each in line.wait(UID, count=2)]
    assert shown == [("reply", False), ("push", True)]


def test_validate_judges_the_messages_and_sends_nothing(line: Line) -> None:
    for way in ("reply", "push", "multicast", "broadcast", "narrowcast"):
        path = f"/v2/bot/message/validate/{way}"
        assert line.api("POST", path, {"messages": HELLO}).status == 200
        refused = line.api("POST", path, {"messages": [{"type": "text", "text": ""}]})
        assert refused.status == 400
        assert refused.json()["message"] == "The request body has 1 error(s)"
        assert refused.json()["details"][0]["property"] == "messages[0].text"
    assert line.phone(UID)["messages"] == []
    assert _paid(line) == 0
