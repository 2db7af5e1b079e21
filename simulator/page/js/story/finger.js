/** The player's finger: types where one can watch, points, and taps. */
import { findTap } from "./find.js";
import { waitUntil } from "./pace.js";

const graphemes = new Intl.Segmenter("th", { granularity: "grapheme" });

function intoView(node) {
  const strip = node.closest(".carousel, .chips");
  if (strip) {
    const card = [...strip.children].find((child) => child.contains(node));
    strip.scrollTo({ left: card.offsetLeft - strip.offsetLeft - 12, behavior: "instant" });
  }
  const chat = node.closest(".chat");
  if (!chat) return;
  const { top, bottom } = node.getBoundingClientRect();
  const frame = chat.getBoundingClientRect();
  if (top < frame.top || bottom > frame.bottom) chat.scrollTop += bottom - frame.bottom + 16;
}

function write(area, text) {
  area.value = text;
  area.dispatchEvent(new Event("input", { bubbles: true }));
}

/** Types `text` letter by letter and sends it. */
export async function typeAndSend(section, text, pace) {
  const area = section.querySelector("textarea");
  const send = section.querySelector(".send");
  let written = "";
  for (const { segment } of graphemes.segment(text)) {
    written += segment;
    write(area, written);
    await pace.pause(45);
  }
  await press(send, pace);
}

/** Points at `node`, then taps it. */
export async function press(node, pace) {
  intoView(node);
  node.classList.add("pointed");
  await pace.pause(750);
  node.classList.remove("pointed");
  node.click();
}

/** Waits for a button that says `label` (in a card that holds `within`) and taps it. */
export async function tap(section, { tap: label, in: within }, pace) {
  if (
    section.querySelector(".rich-menu:not(.open) .menu-board [data-tap]") &&
    !findTap(section, label, within)
  ) {
    section.querySelector(".menu-bar").click();
  }
  const node = await waitUntil(() => findTap(section, label, within), pace, `ไม่พบปุ่ม “${label}”`);
  await press(node, pace);
}

/** Fills the open date picker with `value` and accepts it. */
export async function answerPicker(section, value, pace) {
  const input = await waitUntil(
    () => section.querySelector(".sheet input[aria-label^='เลือก']"),
    pace,
    "ช่องเลือกวันที่ไม่เปิด",
  );
  write(input, value(input.type));
  await pace.pause(700);
  const accept = section.querySelector(".sheet .accept");
  if (accept.disabled) throw new Error(section.querySelector(".sheet-said").textContent);
  await press(accept, pace);
}
