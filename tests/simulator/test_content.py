"""Pictures: kept to the byte, served to bot and phone, gone when unsent."""

import urllib3

from tests.simulator.harness import BOONMEE, SOMSRI, Line

UID = BOONMEE["user_id"]
PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40


def _upload(line: Line, *pictures: bytes) -> urllib3.BaseHTTPResponse:
    fields = [("file", ("p.png", picture, "image/png")) for picture in pictures]
    http = urllib3.PoolManager(retries=False)
    return http.request("POST", f"{line.url}/phones/{UID}/image", fields=fields)


def test_an_uploaded_picture_is_what_the_bot_fetches(line: Line) -> None:
    uploaded = _upload(line, PICTURE)
    assert uploaded.status == 202
    message_id = uploaded.json()["message_id"]
    for path in ("content", "content/preview"):
        response = line.api("GET", f"/v2/bot/message/{message_id}/{path}")
        assert (response.status, response.data) == (200, PICTURE)
        assert response.headers["Content-Type"] == "image/png"
    transcoding = line.api("GET", f"/v2/bot/message/{message_id}/content/transcoding")
    assert transcoding.json() == {"status": "succeeded"}


def test_the_phone_shows_it_to_its_owner_only(line: Line) -> None:
    _upload(line, PICTURE)
    [bubble] = line.phone(UID)["messages"]
    assert bubble["message"] == {"type": "image"}
    assert line.request("GET", bubble["content_url"]).data == PICTURE
    other = bubble["content_url"].replace(UID, SOMSRI["user_id"])
    assert line.request("GET", other).status == 404


def test_several_files_are_one_set(line: Line) -> None:
    assert len(_upload(line, PICTURE, PICTURE + b"2").json()["message_ids"]) == 2
    events = line.bot.wait_for_events(2)
    assert [event["message"]["imageSet"]["total"] for event in events] == [2, 2]


def test_after_unsend_it_is_gone(line: Line) -> None:
    message_id = _upload(line, PICTURE).json()["message_id"]
    url = line.phone(UID)["messages"][0]["content_url"]
    line.act(UID, "unsend", message_id=message_id)
    for path in ("content", "content/preview", "content/transcoding"):
        assert line.api("GET", f"/v2/bot/message/{message_id}/{path}").status == 410
    assert line.request("GET", url).status == 410
    assert line.phone(UID)["messages"][0]["content_url"] is None


def test_texts_and_strangers_have_no_content(line: Line) -> None:
    text = line.say(UID, "ไม่มีรูป")["message_id"]
    assert line.api("GET", f"/v2/bot/message/{text}/content").status == 404
    assert line.api("GET", "/v2/bot/message/1/content").status == 404
