/** Quick-reply buttons: chips above the composer, of the newest message only. */
import { h } from "../dom.js";
import { icon } from "../icons.js";
import { localAddress, picture } from "../pictures.js";
import { sideways } from "../scrolling.js";
import { dropQuickReply, phoneOf } from "../store.js";
import { tapButton } from "../taps.js";

const ICONS = { datetimepicker: "calendar", location: "pin", camera: "camera", cameraRoll: "picture" };
// These keep their chips until something was really chosen (reference, "Quick reply").
const STAYS = new Set(Object.keys(ICONS));

function chipIcon({ imageUrl, action }) {
  if (imageUrl && localAddress(imageUrl)) return h("span", { class: "chip-icon" }, picture(imageUrl));
  return ICONS[action.type] ? icon(ICONS[action.type], 17) : null;
}

export function createQuickReply(store, phone) {
  const list = sideways(h("div", { class: "chips", role: "group", "aria-label": "ตัวเลือกด่วน", hidden: true }));
  let shown = null;

  function tap(action) {
    if (!STAYS.has(action.type)) dropQuickReply(store, phone.uid);
    phone.act(action);
  }

  const chip = (item) =>
    tapButton(item.action, tap, { class: "chip" }, chipIcon(item), h("span", null, item.action.label));

  function render() {
    const quickReply = phoneOf(store, phone.uid).quickReply;
    const signature = JSON.stringify(quickReply ?? null);
    if (signature === shown) return;
    shown = signature;
    list.replaceChildren(...(quickReply?.items ?? []).map(chip));
    list.hidden = !quickReply?.items?.length;
    list.scrollLeft = 0;
  }

  return { element: list, render };
}
