/** One message as a row: whose it is, its bubble, its time, whether it was read or cost money. */
import { botAvatar } from "../avatar.js";
import { h } from "../dom.js";
import { icon } from "../icons.js";
import { isStrip, renderBody, wordsOf } from "../message/index.js";
import { picture } from "../pictures.js";
import { messagesOf } from "../store.js";
import { clock } from "../time.js";

function paidMark({ via, paid }) {
  if (!paid) return null;
  return h(
    "span",
    { class: "paid-mark", title: `ข้อความเสียเงิน (${via})`, role: "img", "aria-label": "ข้อความเสียเงิน" },
    icon("coin", 13),
  );
}

function meta(message) {
  const read = message.from === "me" && message.read && h("span", { class: "read" }, "อ่านแล้ว");
  return h("div", { class: "meta" }, paidMark(message), read, h("time", null, clock(message.at)));
}

function quoted(store, uid, { message }) {
  const id = message.quotedMessageId;
  const source = id && messagesOf(store, uid).find((other) => other.id === id);
  if (!source) return null;
  return h(
    "div",
    { class: "quoted" },
    source.unsent ? "ข้อความถูกยกเลิก" : wordsOf(source.message).slice(0, 120) || "ข้อความ",
  );
}

function bubble(store, phone, message) {
  const body = renderBody(message.message, { act: phone.act, contentUrl: message.content_url });
  const filled = body.classList.contains("bubble-text") || body.classList.contains("place");
  const props = {
    class: `bubble ${filled ? "filled" : "bare"}`,
    "data-message-id": message.id,
    "data-from": message.from,
    tabindex: "0",
  };
  const node = h("div", props, quoted(store, phone.uid, message), body);
  phone.watchBubble(node, message);
  return node;
}

function portrait(message, first) {
  if (!first) return h("div", { class: "portrait" });
  const { iconUrl } = message.message.sender ?? {};
  return h(
    "div",
    { class: "portrait" },
    iconUrl ? h("span", { class: "sender-icon" }, picture(iconUrl)) : botAvatar(34),
  );
}

function botRow(store, phone, message, first) {
  const name = message.message.sender?.name ?? store.state.bot.displayName;
  const line = h("div", { class: "line" }, bubble(store, phone, message), meta(message));
  const stack = h("div", { class: "stack" }, first && h("div", { class: "sender" }, name), line);
  return h(
    "div",
    { class: `row bot ${isStrip(message.message) ? "strip" : ""} type-${message.message.type}` },
    portrait(message, first),
    stack,
  );
}

const ownRow = (store, phone, message) =>
  h("div", { class: `row me type-${message.message.type}` }, meta(message), bubble(store, phone, message));

const goneRow = (message) =>
  h("div", { class: "day gone", "data-message-id": message.id }, h("span", null, "คุณยกเลิกข้อความแล้ว"));

export function messageRow(store, phone, message, first) {
  if (message.unsent) return goneRow(message);
  return message.from === "me" ? ownRow(store, phone, message) : botRow(store, phone, message, first);
}

/** Three dots while the bot is thinking (LINE's loading animation). */
export function loadingRow() {
  const dots = h(
    "div",
    { class: "bubble filled dots", role: "status", "aria-label": "กำลังตอบ" },
    h("i"),
    h("i"),
    h("i"),
  );
  return h(
    "div",
    { class: "row bot" },
    h("div", { class: "portrait" }, botAvatar(34)),
    h("div", { class: "stack" }, dots),
  );
}
