"""line-bot-sdk's own models accept every answer the platform gives to a call it accepts."""

from collections.abc import Iterator

import pytest
from linebot.v3.messaging import (
    ApiClient,
    BroadcastRequest,
    Configuration,
    CreateRichMenuAliasRequest,
    MarkMessagesAsReadByTokenRequest,
    MessagingApi,
    MessagingApiBlob,
    MulticastRequest,
    PushMessageRequest,
    ReplyMessageRequest,
    RichMenuBulkLinkRequest,
    RichMenuBulkUnlinkRequest,
    RichMenuRequest,
    SetWebhookEndpointRequest,
    ShowLoadingAnimationRequest,
    TextMessage,
    UpdateRichMenuAliasRequest,
    ValidateMessageRequest,
)
from linebot.v3.messaging import TestWebhookEndpointRequest as EndpointTestRequest

from tests.simulator.harness import BOONMEE, TOKEN, Line
from tests.simulator.menus import MENU, PICTURE

UID = BOONMEE["user_id"]
HELLO = [TextMessage(text="สวัสดีค่ะ")]


@pytest.fixture
def client(line: Line) -> Iterator[ApiClient]:
    """line-bot-sdk's own client, pointed at the simulator."""
    with ApiClient(Configuration(host=line.url, access_token=TOKEN)) as opened:
        yield opened


def test_who_and_how_much(client: ApiClient) -> None:
    api = MessagingApi(client)
    assert api.get_bot_info().mark_as_read_mode == "auto"
    assert api.get_profile(UID).display_name == BOONMEE["name"]
    assert UID in api.get_followers().user_ids
    assert api.get_message_quota().value == 300
    assert api.get_message_quota_consumption().total_usage == 0


def test_followers_come_in_pages(client: ApiClient) -> None:
    api = MessagingApi(client)
    first = api.get_followers(limit=1)
    second = api.get_followers(limit=1, start=first.next)
    assert (len(first.user_ids), len(second.user_ids), second.next) == (1, 1, None)
    assert first.user_ids != second.user_ids


def test_sending(line: Line, client: ApiClient) -> None:
    api = MessagingApi(client)
    line.say(UID, "สวัสดี")
    [event] = line.bot.wait_for_events(1)
    token = event["replyToken"]
    replied = api.reply_message(ReplyMessageRequest(reply_token=token, messages=HELLO))
    pushed = api.push_message(PushMessageRequest(to=UID, messages=HELLO))
    api.multicast(MulticastRequest(to=[UID], messages=HELLO))
    api.broadcast(BroadcastRequest(messages=HELLO))
    ids = [bubble["id"] for bubble in line.wait(UID, count=4)]
    assert [replied.sent_messages[0].id, pushed.sent_messages[0].id] == ids[:2]
    for validate in (api.validate_reply, api.validate_push, api.validate_narrowcast):
        validate(ValidateMessageRequest(messages=HELLO))
    assert len(line.wait(UID)) == 4


def test_the_chat_screen(line: Line, client: ApiClient) -> None:
    api = MessagingApi(client)
    line.say(UID, "สวัสดี")
    [event] = line.bot.wait_for_events(1)
    api.show_loading_animation(ShowLoadingAnimationRequest(chat_id=UID, loading_seconds=60))
    assert line.phone(UID)["loading_until"] > line.clock()
    read_token = event["message"]["markAsReadToken"]
    api.mark_messages_as_read_by_token(
        MarkMessagesAsReadByTokenRequest(mark_as_read_token=read_token)
    )
    assert line.phone(UID)["messages"][0]["read"] is True


def test_pictures(line: Line, client: ApiClient) -> None:
    blob = MessagingApiBlob(client)
    message_id = line.act(UID, "image", data="AAAA")["message_id"]
    assert blob.get_message_content(message_id) == b"\0\0\0"
    assert blob.get_message_content_preview(message_id) == b"\0\0\0"
    assert blob.get_message_content_transcoding_by_message_id(message_id).status == "succeeded"


def test_rich_menus(line: Line, client: ApiClient) -> None:
    api, blob = MessagingApi(client), MessagingApiBlob(client)
    menu = RichMenuRequest.from_dict(MENU)
    api.validate_rich_menu_object(menu)
    made = api.create_rich_menu(menu).rich_menu_id
    blob.set_rich_menu_image(made, PICTURE, _headers={"Content-Type": "image/png"})
    assert blob.get_rich_menu_image(made) == PICTURE
    assert api.get_rich_menu(made).name == MENU["name"]
    assert [each.rich_menu_id for each in api.get_rich_menu_list().richmenus] == [made]
    api.set_default_rich_menu(made)
    assert api.get_default_rich_menu_id().rich_menu_id == made
    api.cancel_default_rich_menu()
    api.link_rich_menu_id_to_user(UID, made)
    assert api.get_rich_menu_id_of_user(UID).rich_menu_id == made
    assert line.phone(UID)["rich_menu"]["richMenuId"] == made
    api.unlink_rich_menu_id_from_user(UID)
    api.link_rich_menu_id_to_users(RichMenuBulkLinkRequest(rich_menu_id=made, user_ids=[UID]))
    api.unlink_rich_menu_id_from_users(RichMenuBulkUnlinkRequest(user_ids=[UID]))
    api.delete_rich_menu(made)
    assert api.get_rich_menu_list().richmenus == []


def test_rich_menu_aliases(client: ApiClient) -> None:
    api, blob = MessagingApi(client), MessagingApiBlob(client)
    made = api.create_rich_menu(RichMenuRequest.from_dict(MENU)).rich_menu_id
    blob.set_rich_menu_image(made, PICTURE, _headers={"Content-Type": "image/png"})
    alias = CreateRichMenuAliasRequest(rich_menu_alias_id="home", rich_menu_id=made)
    api.create_rich_menu_alias(alias)
    api.update_rich_menu_alias("home", UpdateRichMenuAliasRequest(rich_menu_id=made))
    assert api.get_rich_menu_alias("home").rich_menu_id == made
    assert len(api.get_rich_menu_alias_list().aliases) == 1
    api.delete_rich_menu_alias("home")
    assert api.get_rich_menu_alias_list().aliases == []


def test_the_webhook_endpoint(line: Line, client: ApiClient) -> None:
    api = MessagingApi(client)
    api.set_webhook_endpoint(SetWebhookEndpointRequest(endpoint=line.bot.url))
    assert api.get_webhook_endpoint().endpoint == line.bot.url
    result = api.test_webhook_endpoint(EndpointTestRequest(endpoint=line.bot.url))
    assert (result.success, result.status_code, result.reason) == (True, 200, "OK")
