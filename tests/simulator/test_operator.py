"""The operator's doors: settings, log, reset, story, page."""

import json
import re
from pathlib import Path

from tests.simulator.harness import BOONMEE, Line, running_simulator

UID = BOONMEE["user_id"]


def test_settings_change_one_by_one_and_wrong_ones_not_at_all(line: Line) -> None:
    before = line.door("GET", "/settings")
    assert line.door("PUT", "/settings", {"quota_limit": 5}) == before | {"quota_limit": 5}
    refused = line.door("PUT", "/settings", {"quota_limit": 6, "speed": 1}, status=400)
    assert "speed" in refused["error"]
    assert line.door("GET", "/settings")["quota_limit"] == 5


def test_the_log_tells_webhooks_and_calls(line: Line) -> None:
    line.say(UID, "สวัสดี")
    line.settle()
    line.push(UID, "สวัสดีค่ะ")
    webhook, call = line.door("GET", "/log")["entries"]
    assert (webhook["kind"], webhook["status"], webhook["user_ids"]) == ("webhook", 200, [UID])
    assert webhook["request"]["events"][0]["message"]["text"] == "สวัสดี"
    assert webhook["headers"]["x-line-signature"] == line.bot.webhooks[0].signature
    assert (call["kind"], call["path"], call["paid"]) == ("api", "/v2/bot/message/push", 1)
    assert call["request"]["messages"][0]["text"] == "สวัสดีค่ะ"
    assert call["response"]["sentMessages"]
    assert call["headers"]["X-Line-Request-Id"]
    assert line.door("GET", f"/log?after={webhook['seq']}&limit=1")["entries"] == [call]
    assert line.door("GET", "/log?after=x", status=400)["error"]


def test_reset_forgets_what_was_said_and_keeps_people_and_settings(line: Line) -> None:
    line.settings(quota_limit=7)
    line.say(UID, "สวัสดี")
    line.push(UID, "สวัสดีค่ะ")
    line.settle()
    line.door("POST", "/reset")
    everyone = line.door("GET", "/phones")
    assert len(everyone["people"]) == 2
    assert (everyone["paid"], everyone["quota"]) == (0, {"limit": 7, "used": 0})
    assert line.phone(UID)["messages"] == []
    assert line.log("webhook") == line.log("api") == []


def test_reset_drops_webhooks_that_wait(line: Line) -> None:
    line.settings(redelivery_after_ms=[60_000])
    line.bot.answers.append(500)
    line.say(UID, "สวัสดี")
    line.bot.wait_for_events(1)
    assert line.door("GET", "/idle") == {"idle": False, "pending_webhooks": 1}
    line.door("POST", "/reset")
    line.settle()


def test_reset_drops_a_webhook_that_fails_afterwards(line: Line) -> None:
    line.settings(redelivery_after_ms=[60_000])
    line.bot.answers.append(500)
    line.bot.let_answer.clear()
    line.say(UID, "สวัสดี")
    line.bot.wait_for_events(1)
    line.door("POST", "/reset")
    line.bot.let_answer.set()
    line.settle()
    assert len(line.bot.events) == 1


def test_the_story_is_the_files(tmp_path: Path) -> None:
    told = {"title": "ตลาดเช้า", "steps": [{"who": UID, "say": "ผักบุ้ง"}]}
    path = tmp_path / "story.json"
    path.write_text(json.dumps(told), encoding="utf-8")
    with running_simulator(story=path) as line:
        assert line.door("GET", "/story") == told
        assert line.door("GET", "/phones")["story"] is True


def test_the_page_and_every_file_it_names_are_served(line: Line) -> None:
    page = line.request("GET", "/")
    assert page.status == 200
    named = re.findall(r'(?:src|href)="(/page/[^"]+)"', page.data.decode())
    assert named
    assert {line.request("GET", name).status for name in named} == {200}


def test_page_files_stay_inside_their_folder(line: Line) -> None:
    for name in ("../app.py", "%2e%2e/app.py", "nothing.js"):
        assert line.request("GET", f"/page/{name}").status == 404
