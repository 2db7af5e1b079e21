/** Where a person writes: words, stickers, pictures, places. */
import * as api from "../api.js";
import { button, h } from "../dom.js";
import { icon } from "../icons.js";
import { wordsOf } from "../message/index.js";
import { chooseFrom } from "../sheets/sheet.js";
import { pickSticker } from "../sheets/sticker.js";

const ATTACHMENTS = [
  { value: "camera", label: "รูป", icon: "picture" },
  { value: "location", label: "ตำแหน่ง", icon: "pin" },
];
const TALLEST = 104;

function fitHeight(area) {
  area.style.height = "auto";
  area.style.height = `${Math.min(area.scrollHeight, TALLEST)}px`;
}

/** Answers `{element, focus(text?), quote(message)}`. */
export function createComposer(phone) {
  const { uid, element: root } = phone;
  let quotedId = null;

  const area = h("textarea", { "aria-label": "ข้อความ", placeholder: "พิมพ์ข้อความ", rows: 1, maxLength: 5000 });
  const send = button(
    { class: "send", "aria-label": "ส่ง", disabled: true, onclick: submit },
    icon("send", 20),
  );
  const quoteWords = h("span");
  const quoteBar = h(
    "div",
    { class: "quote-bar", hidden: true },
    icon("reply", 16),
    quoteWords,
    button(
      { class: "plain", "aria-label": "ไม่ตอบกลับข้อความนี้", onclick: () => quote(null) },
      icon("close", 16),
    ),
  );

  function changed() {
    send.disabled = area.value.trim() === "";
    fitHeight(area);
  }

  async function submit() {
    const text = area.value;
    if (text.trim() === "") return;
    const quoting = quotedId;
    write("");
    quote(null);
    const sent = await phone.send(() => api.sendText(uid, text, quoting));
    if (!sent && area.value === "") write(text);
  }

  function write(text) {
    area.value = text;
    changed();
  }

  function quote(message) {
    quotedId = message?.id ?? null;
    quoteBar.hidden = !message;
    quoteWords.textContent = message ? wordsOf(message.message).slice(0, 80) || "ข้อความ" : "";
    if (message) area.focus({ preventScroll: true });
  }

  async function attach() {
    const type = await chooseFrom(root, "แนบ", ATTACHMENTS);
    if (type) phone.act({ type });
  }

  async function sticker() {
    const chosen = await pickSticker(root);
    if (chosen) phone.send(() => api.sendSticker(uid, chosen));
  }

  area.addEventListener("input", changed);
  // The keyboard takes the menu's place on a phone.
  for (const typing of ["focus", "input"]) area.addEventListener(typing, () => phone.showMenu(false));
  area.addEventListener("keydown", (event) => {
    // Enter also ends a word that an input method is still composing.
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    submit();
  });

  const row = h(
    "div",
    { class: "composer" },
    button({ class: "plain", "aria-label": "แนบ", onclick: attach }, icon("plus")),
    h(
      "div",
      { class: "write" },
      area,
      button({ class: "plain", "aria-label": "สติกเกอร์", onclick: sticker }, icon("smile")),
    ),
    send,
  );
  return {
    element: h("div", { class: "composer-frame" }, quoteBar, row),
    quote,
    focus(text) {
      if (text) write(text);
      area.focus({ preventScroll: true });
    },
  };
}
