/** The rich menu: a picture with areas to tap, opened and closed by its bar. */
import { richMenuImage } from "../api.js";
import { button, h } from "../dom.js";
import { icon } from "../icons.js";
import { picture } from "../pictures.js";
import { phoneOf } from "../store.js";
import { tapButton } from "../taps.js";

const percent = (part, whole) => `${(part / whole) * 100}%`;

function areaLabel({ label, displayText, text, uri, type }) {
  return label ?? displayText ?? text ?? uri ?? type;
}

function areaButton({ bounds, action }, size, act) {
  const label = areaLabel(action);
  const style = {
    left: percent(bounds.x, size.width),
    top: percent(bounds.y, size.height),
    width: percent(bounds.width, size.width),
    height: percent(bounds.height, size.height),
  };
  return tapButton({ ...action, label }, act, { class: "spot", "aria-label": label, title: label, style });
}

/** Answers `{element, render(), show(open)}`. */
export function createRichMenu(store, phone) {
  const board = h("div", { class: "menu-board" });
  const words = h("span");
  const arrow = h("span", { class: "menu-arrow" }, icon("down", 16));
  const bar = button(
    { class: "menu-bar", "aria-expanded": "false", onclick: () => show(board.hidden) },
    words,
    arrow,
  );
  const element = h("div", { class: "rich-menu", hidden: true }, board, bar);
  let shown = null;

  function show(open) {
    board.hidden = !open;
    bar.setAttribute("aria-expanded", String(open));
    element.classList.toggle("open", open);
  }

  function draw(menu) {
    words.textContent = menu.chatBarText;
    board.style.aspectRatio = `${menu.size.width} / ${menu.size.height}`;
    const areas = menu.areas.map((area) => areaButton(area, menu.size, phone.act));
    board.replaceChildren(picture(richMenuImage(menu.richMenuId), { label: menu.name }), ...areas);
  }

  function render() {
    const menu = phoneOf(store, phone.uid).richMenu;
    element.hidden = !menu;
    if (!menu || menu.richMenuId === shown?.richMenuId) return;
    // A menu switched by a tap stays open; a first one opens if it was made so.
    const open = shown ? !board.hidden : Boolean(menu.selected);
    shown = menu;
    draw(menu);
    show(open);
  }

  return { element, render, show };
}
