/** The conversation on one phone: messages, date separators, loading dots, and keeping to the newest. */
import { button, h, reconcile } from "../dom.js";
import { icon } from "../icons.js";
import { messagesOf, phoneOf } from "../store.js";
import { bangkokDay, dayLabel } from "../time.js";
import { loadingRow, messageRow } from "./row.js";

const SHOWN_AT_ONCE = 150;
const NEAR_END = 60;

// That the person has read a bot's message changes nothing on the phone; redrawing would lose a carousel's place.
const look = (message, first) =>
  JSON.stringify([{ ...message, read: message.from === "me" && message.read }, first]);

/** Rows for the list: separators where the day changes, a portrait where the bot begins to speak. */
function rowsFor(messages, build) {
  let day = null;
  let before = null;
  const rows = [];
  for (const message of messages) {
    if (bangkokDay(message.at) !== day) {
      day = bangkokDay(message.at);
      before = null;
      rows.push({
        key: `day ${day}`,
        sig: dayLabel(message.at),
        build: () => h("div", { class: "day" }, h("span", null, dayLabel(message.at))),
      });
    }
    const first = before?.from !== message.from || before.unsent;
    rows.push({ key: message.id, sig: look(message, first), build: () => build(message, first) });
    before = message;
  }
  return rows;
}

/** Keeps `scroller` at its end unless the person scrolled up. Answers {toEnd, atEnd}. */
function stickToEnd(scroller, list, onLeave) {
  let stuck = true;
  const toEnd = () => {
    stuck = true;
    scroller.scrollTop = scroller.scrollHeight;
    onLeave(false);
  };
  const settle = () => stuck && toEnd();
  scroller.addEventListener(
    "scroll",
    () => {
      stuck = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < NEAR_END;
      onLeave(!stuck);
    },
    { passive: true },
  );
  const observer = new ResizeObserver(settle);
  observer.observe(scroller);
  observer.observe(list);
  return { toEnd, settle };
}

const GREET = "ยังไม่มีข้อความ พิมพ์ทักทายเพื่อเริ่มคุยได้เลยค่ะ";
const BEFRIEND = "ยังไม่มีข้อความ กด “เพิ่มเพื่อน” ด้านล่างก่อน แล้วเริ่มคุยได้เลยค่ะ";

/** Answers `{element, render(), invite(friend), toEnd(), readAloud(on)}`; `phone` gives uid, act and the message menu. */
export function createChat(store, phone) {
  const { uid } = phone;
  const cache = new Map();
  let shown = SHOWN_AT_ONCE;
  let lastOwn = null;
  let timer = null;

  const list = h("div", { class: "rows", role: "log", "aria-label": "ข้อความในแชท", "aria-live": "off" });
  const earlier = button({ class: "earlier", hidden: true, onclick: showEarlier }, "ดูข้อความก่อนหน้า");
  const empty = h("p", { class: "chat-empty", hidden: true });
  const scroller = h("div", { class: "chat", tabindex: "0" }, earlier, empty, list);
  const jump = button(
    { class: "jump", "aria-label": "ไปข้อความล่าสุด", hidden: true, onclick: () => stick.toEnd() },
    icon("down", 20),
  );
  const stick = stickToEnd(scroller, list, (left) => (jump.hidden = !left));

  function showEarlier() {
    shown += SHOWN_AT_ONCE;
    render();
  }

  function dots() {
    const { loadingUntil } = phoneOf(store, uid);
    const left = (loadingUntil ?? 0) - Date.now();
    clearTimeout(timer);
    if (left <= 0) return [];
    timer = setTimeout(render, left + 50);
    return [{ key: "loading", sig: "loading", build: () => loadingRow() }];
  }

  function render() {
    const messages = messagesOf(store, uid);
    earlier.hidden = messages.length <= shown;
    empty.hidden = messages.length > 0 || !phoneOf(store, uid).fetched;
    reconcile(
      list,
      [
        ...rowsFor(messages.slice(-shown), (message, first) => messageRow(store, phone, message, first)),
        ...dots(),
      ],
      cache,
    );
    const own = messages.findLast((message) => message.from === "me")?.id;
    if (own !== lastOwn) stick.toEnd();
    else stick.settle();
    lastOwn = own;
  }

  return {
    element: h("div", { class: "chat-frame" }, scroller, jump),
    render,
    invite: (friend) => (empty.textContent = friend ? GREET : BEFRIEND),
    toEnd: () => stick.toEnd(),
    readAloud: (on) => list.setAttribute("aria-live", on ? "polite" : "off"),
  };
}
