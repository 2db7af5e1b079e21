"""Reply tokens: one use, a minute, twenty minutes at most, free of charge."""

from tests.simulator.harness import BOONMEE, Line

UID = BOONMEE["user_id"]
INVALID = {"message": "Invalid reply token"}


def _token(line: Line) -> str:
    line.say(UID, "สวัสดี")
    line.settle()
    token: str = line.bot.events[-1]["replyToken"]
    return token


def test_a_reply_answers_ids_and_quote_tokens(line: Line) -> None:
    sent = line.reply(_token(line), "หนึ่ง", "สอง").json()["sentMessages"]
    assert [message["id"].isdecimal() for message in sent] == [True, True]
    assert all(message["quoteToken"] for message in sent)


def test_a_token_works_once(line: Line) -> None:
    token = _token(line)
    assert line.reply(token, "ครั้งแรก").status == 200
    again = line.reply(token, "อีกครั้ง")
    assert (again.status, again.json()) == (400, INVALID)
    assert len(line.wait(UID)) == 1


def test_a_token_nobody_gave_is_invalid(line: Line) -> None:
    response = line.reply("0" * 32, "สวัสดี")
    assert (response.status, response.json()) == (400, INVALID)


def test_a_token_lives_as_many_seconds_as_set(line: Line) -> None:
    line.settings(reply_token_seconds=60)
    first, second = _token(line), _token(line)
    line.clock.ahead_ms += 50_000
    assert line.reply(first, "ทัน").status == 200
    line.clock.ahead_ms += 11_000
    assert line.reply(second, "ไม่ทัน").json() == INVALID


def test_a_redelivery_starts_the_minute_anew_but_never_beyond_twenty(line: Line) -> None:
    line.settings(reply_token_seconds=60, redelivery_after_ms=[10, 10])
    line.bot.answers.append(500)
    line.say(UID, "สวัสดี")
    [event, again] = line.bot.wait_for_events(2)
    line.settle()
    assert event["replyToken"] == again["replyToken"]
    line.settings(reply_token_seconds=7200)
    line.clock.ahead_ms += 20 * 60_000 + 1000
    assert line.reply(event["replyToken"], "ช้าไป").json() == INVALID


def test_the_fault_expires_tokens_at_once(line: Line) -> None:
    token = _token(line)
    line.faults(expire_reply_tokens=True)
    assert line.reply(token, "สวัสดี").json() == INVALID
    line.door("DELETE", "/faults")
    assert line.reply(token, "สวัสดี").status == 200


def test_a_refused_body_does_not_spend_the_token(line: Line) -> None:
    token = _token(line)
    assert line.reply(token, "").status == 400
    assert line.reply(token, "สวัสดี").status == 200


def test_a_reply_may_not_carry_a_retry_key(line: Line) -> None:
    token = _token(line)
    key = "123e4567-e89b-12d3-a456-426614174000"
    assert line.reply(token, "สวัสดี", X_Line_Retry_Key=key).status == 400
    assert line.reply(token, "สวัสดี").status == 200


def test_a_reply_to_someone_who_blocked_meanwhile_reaches_nobody(line: Line) -> None:
    token = _token(line)
    line.act(UID, "unfollow")
    assert line.reply(token, "ยังอยู่ไหมคะ").status == 200
    assert [bubble["from"] for bubble in line.phone(UID)["messages"]] == ["me"]


def test_a_reply_can_quote_only_its_own_chat(line: Line) -> None:
    token = _token(line)
    quote = line.bot.events[-1]["message"]["quoteToken"]
    message = {"type": "text", "text": "อันนี้ใช่ไหมคะ", "quoteToken": "f" * 32}
    body = {"replyToken": token, "messages": [message]}
    response = line.api("POST", "/v2/bot/message/reply", body)
    assert response.status == 400
    assert response.json()["details"][0]["property"] == "messages[0].quoteToken"
    message["quoteToken"] = quote
    assert line.api("POST", "/v2/bot/message/reply", body).status == 200
