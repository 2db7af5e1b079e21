/** A sheet that slides up inside one phone and takes the keyboard until it is closed. */
import { button, h } from "../dom.js";
import { icon } from "../icons.js";

const FOCUSABLE = "button, input, select, textarea, [tabindex='0']";

function keepFocusInside(sheet, event) {
  const stops = [...sheet.querySelectorAll(FOCUSABLE)].filter((node) => !node.disabled && !node.hidden);
  const edge = event.shiftKey ? stops[0] : stops.at(-1);
  if (document.activeElement !== edge) return;
  event.preventDefault();
  (event.shiftKey ? stops.at(-1) : stops[0]).focus();
}

/**
 * Opens a sheet over `phone` (an element) and answers a promise of what the person chose, null if nothing.
 * `fill(finish)` answers the sheet's contents; it calls `finish(value)` once something is chosen.
 */
export function openSheet(phone, title, fill) {
  const before = document.activeElement;
  return new Promise((resolve) => {
    const behind = [...phone.children].filter((node) => !node.inert);
    const finish = (value) => {
      cover.remove();
      for (const node of behind) node.inert = false;
      if (before?.isConnected) before.focus({ preventScroll: true });
      resolve(value ?? null);
    };
    const head = h(
      "div",
      { class: "sheet-head" },
      h("h3", null, title),
      button({ class: "plain", "aria-label": "ปิด", onclick: () => finish() }, icon("close", 20)),
    );
    const sheet = h(
      "div",
      { class: "sheet", role: "dialog", "aria-modal": "true", "aria-label": title },
      head,
      fill(finish),
    );
    const cover = h("div", { class: "cover", onclick: (event) => event.target === cover && finish() }, sheet);
    sheet.addEventListener("keydown", (event) => {
      if (event.key === "Escape") finish();
      if (event.key === "Tab") keepFocusInside(sheet, event);
    });
    for (const node of behind) node.inert = true;
    phone.append(cover);
    (sheet.querySelector("[data-first]") ?? sheet.querySelector("button")).focus({ preventScroll: true });
  });
}

/** The two buttons at a sheet's foot. */
export function footButtons(onCancel, onAccept) {
  const accept = button({ class: "accept", onclick: onAccept }, "ตกลง");
  const cancel = button({ class: "cancel", onclick: onCancel }, "ยกเลิก");
  return { accept, foot: h("div", { class: "sheet-foot" }, cancel, accept) };
}

/** A list of choices, each an icon and a label; answers the choice's value. */
export function chooseFrom(phone, title, choices) {
  const row = (finish) => (choice) =>
    button(
      { class: `choice ${choice.danger ? "danger" : ""}`, onclick: () => finish(choice.value) },
      icon(choice.icon, 20),
      choice.label,
    );
  return openSheet(phone, title, (finish) => h("div", { class: "choices" }, choices.map(row(finish))));
}
