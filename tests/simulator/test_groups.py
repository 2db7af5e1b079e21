"""Group chats: what the bot is told of them, what it may send there, and what that costs."""

from typing import Any

import pytest

from tests.simulator.harness import BOONMEE, SOMSRI, Line

Json = dict[str, Any]
UID, OTHER = BOONMEE["user_id"], SOMSRI["user_id"]
PREFIXES = {"group": "C", "room": "R"}


def new_chat(line: Line, kind: str = "group", *, bot: bool = True) -> str:
    """A chat of the two, with the bot in it; its id."""
    body = {"name": "ผักวังน้ำวน", "members": [UID, OTHER], "kind": kind}
    chat_id: str = line.door("POST", "/groups", body, status=201)["group"]["chat_id"]
    if bot:
        line.door("POST", f"/groups/{chat_id}/bot", status=202)
    return chat_id


def say(line: Line, chat_id: str, words: str, **more: object) -> Json:
    body = {"user_id": UID, "text": words, **more}
    answer: Json = line.door("POST", f"/groups/{chat_id}/text", body, status=202)
    return answer


def shown(line: Line, chat_id: str) -> list[tuple[str, str]]:
    messages = line.door("GET", f"/groups/{chat_id}")["messages"]
    return [(m["from"], m["message"]["text"]) for m in messages]


@pytest.mark.parametrize("kind", ["group", "room"])
def test_the_bot_hears_that_it_was_invited_and_may_answer_once(line: Line, kind: str) -> None:
    chat_id = new_chat(line, kind)
    (event,) = line.bot.wait_for_events(1)
    assert chat_id.startswith(PREFIXES[kind])
    assert (event["type"], event["source"]) == ("join", {"type": kind, f"{kind}Id": chat_id})
    assert line.reply(event["replyToken"], "สวัสดีค่ะ").status == 200
    assert line.reply(event["replyToken"], "สวัสดีค่ะ").status == 400
    assert shown(line, chat_id) == [("bot", "สวัสดีค่ะ")]


def test_a_chat_without_the_bot_tells_it_nothing(line: Line) -> None:
    chat_id = new_chat(line, bot=False)
    say(line, chat_id, "มีใครอยู่ไหม")
    line.settle()
    assert line.bot.events == []
    assert shown(line, chat_id) == [(UID, "มีใครอยู่ไหม")]


def test_a_message_names_its_writer_unless_they_hide_and_a_mention_says_it_is_the_bots(
    line: Line,
) -> None:
    chat_id = new_chat(line)
    say(line, chat_id, "มีอะไรบ้าง", mentions_bot=True)
    say(line, chat_id, "มีอะไรบ้าง", hidden=True)
    _, mentioned, hidden = line.bot.wait_for_events(3)
    assert mentioned["source"]["userId"] == UID
    (mention,) = mentioned["message"]["mention"]["mentionees"]
    name = mentioned["message"]["text"][: mention["length"]]
    assert (mention["isSelf"], name[0], mention["index"]) == (True, "@", 0)
    assert "userId" not in hidden["source"]
    assert "mention" not in hidden["message"]


def test_people_who_come_and_go_are_told(line: Line) -> None:
    chat_id = new_chat(line)
    line.door("DELETE", f"/groups/{chat_id}/members/{OTHER}", status=202)
    line.door("POST", f"/groups/{chat_id}/members", {"user_id": OTHER}, status=202)
    _, left, joined = line.bot.wait_for_events(3)
    assert (left["type"], left["left"]["members"][0]["userId"]) == ("memberLeft", OTHER)
    assert (joined["type"], joined["joined"]["members"][0]["userId"]) == ("memberJoined", OTHER)
    assert "replyToken" not in left


def test_removed_the_bot_hears_it_and_reaches_nobody_there(line: Line) -> None:
    chat_id = new_chat(line)
    line.door("DELETE", f"/groups/{chat_id}/bot", status=202)
    join, leave = line.bot.wait_for_events(2)
    assert (leave["type"], "replyToken" in leave) == ("leave", False)
    line.reply(join["replyToken"], "ยังอยู่ไหมคะ")
    assert line.push(chat_id, "ยังอยู่ไหมคะ").json() == {"message": "Failed to send messages"}
    assert line.api("GET", f"/v2/bot/group/{chat_id}/members/count").status == 404
    assert shown(line, chat_id) == []


def test_a_push_to_a_group_costs_as_many_messages_as_it_has_members(line: Line) -> None:
    chat_id = new_chat(line)
    assert line.api("GET", f"/v2/bot/group/{chat_id}/members/count").json() == {"count": 2}
    assert line.push(chat_id, "สรุปวันนี้").status == 200
    assert line.door("GET", "/phones")["paid"] == 2
    assert line.log("api")[-1]["paid"] == 2
    line.settings(quota_limit=3)
    assert line.push(chat_id, "อีกครั้ง").status == 429
    assert shown(line, chat_id) == [("bot", "สรุปวันนี้")]


def test_a_retry_key_holds_for_groups_too(line: Line) -> None:
    chat_id = new_chat(line)
    key = {"X_Line_Retry_Key": "123e4567-e89b-12d3-a456-426614174000"}
    assert [line.push(chat_id, "สรุป", **key).status for _ in range(2)] == [200, 409]
    assert shown(line, chat_id) == [("bot", "สรุป")]


def test_a_multicast_takes_no_groups(line: Line) -> None:
    body = {"to": [new_chat(line)], "messages": [{"type": "text", "text": "สวัสดี"}]}
    assert line.api("POST", "/v2/bot/message/multicast", body).status == 400


def test_the_bot_may_ask_the_name_and_leave(line: Line) -> None:
    chat_id = new_chat(line)
    answer = line.api("GET", f"/v2/bot/group/{chat_id}/summary").json()
    assert answer == {"groupId": chat_id, "groupName": "ผักวังน้ำวน"}
    profile = line.api("GET", f"/v2/bot/group/{chat_id}/member/{UID}").json()
    assert profile == {"displayName": BOONMEE["name"], "userId": UID}
    assert line.api("POST", f"/v2/bot/room/{chat_id}/leave").status == 404
    assert line.api("POST", f"/v2/bot/group/{chat_id}/leave").status == 200
    assert [event["type"] for event in line.bot.wait_for_events(2)] == ["join", "leave"]


@pytest.mark.parametrize(
    ("method", "path", "body", "status"),
    [
        ("POST", "/groups", {"name": "x", "members": []}, 400),
        ("POST", "/groups", {"name": "x", "members": [UID], "kind": "party"}, 400),
        ("POST", "/groups", {"name": "x", "members": ["U" + "f" * 32]}, 404),
        ("GET", "/groups/C1", None, 404),
        ("POST", "/groups/C1/bot", None, 404),
    ],
)
def test_what_no_chat_can_be_is_refused(
    line: Line, method: str, path: str, body: object, status: int
) -> None:
    assert line.door(method, path, body, status=status)["error"]


def test_who_is_not_in_a_chat_cannot_write_there_and_nobody_is_invited_twice(line: Line) -> None:
    chat_id = new_chat(line)
    line.door("DELETE", f"/groups/{chat_id}/members/{OTHER}", status=202)
    body = {"user_id": OTHER, "text": "สวัสดี"}
    assert line.door("POST", f"/groups/{chat_id}/text", body, status=400)["error"]
    assert line.door("POST", f"/groups/{chat_id}/bot", status=400)["error"]
