/** A panel at the page's right edge. */
import { button, h } from "../dom.js";
import { icon } from "../icons.js";

/** Answers {element, open(), close(), isOpen()}; `onOpen` runs when it opens. */
export function createPanel(title, content, onOpen) {
  let before = null;
  const shut = button({ class: "plain", "aria-label": "ปิด", onclick: close }, icon("close"));
  const element = h(
    "aside",
    { class: "panel", "aria-label": title, hidden: true },
    h("div", { class: "panel-head" }, h("h2", null, title), shut),
    content,
  );
  element.addEventListener("keydown", (event) => event.key === "Escape" && close());

  function open() {
    before = document.activeElement;
    element.hidden = false;
    shut.focus({ preventScroll: true });
    onOpen();
  }

  function close() {
    element.hidden = true;
    before?.focus?.({ preventScroll: true });
  }

  return { element, open, close, isOpen: () => !element.hidden };
}
