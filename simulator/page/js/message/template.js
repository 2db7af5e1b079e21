/** Template messages: buttons, confirm, carousel, image carousel. */
import { h } from "../dom.js";
import { picture } from "../pictures.js";
import { withArrows } from "../scrolling.js";
import { tapButton, tappable } from "../taps.js";

const actionRow = (action, act) => tapButton(action, act, { class: "tp-action" }, action.label ?? "");

function thumbnail(
  { thumbnailImageUrl: url, imageBackgroundColor: backgroundColor },
  { imageAspectRatio = "rectangle", imageSize = "cover" },
) {
  if (!url) return null;
  return h(
    "div",
    { class: `tp-image tp-${imageAspectRatio}`, style: { backgroundColor } },
    picture(url, { fit: imageSize }),
  );
}

function card(column, look, act) {
  const words = h(
    "div",
    { class: "tp-words" },
    column.title && h("div", { class: "tp-title" }, column.title),
    h("div", { class: "tp-text" }, column.text),
  );
  const upper = tappable(
    h("div", { class: "tp-upper" }, thumbnail(column, look), words),
    column.defaultAction,
    act,
  );
  return h(
    "div",
    { class: "tp-card" },
    upper,
    h(
      "div",
      { class: "tp-actions" },
      column.actions.map((action) => actionRow(action, act)),
    ),
  );
}

function confirm(template, act) {
  const answers = template.actions.map((action) => actionRow(action, act));
  return h(
    "div",
    { class: "tp-card" },
    h("div", { class: "tp-words" }, h("div", { class: "tp-text" }, template.text)),
    h("div", { class: "tp-answers" }, answers),
  );
}

const strip = (cards) =>
  withArrows(
    h(
      "div",
      { class: "carousel", tabindex: "0", role: "group", "aria-label": `การ์ด ${cards.length} ใบ` },
      cards,
    ),
  );

function imageColumn({ imageUrl, action }, act) {
  const label = action.label && h("span", { class: "tp-image-label" }, action.label);
  return tapButton(
    action,
    act,
    { class: "tp-image-card" },
    picture(imageUrl, { label: action.label }),
    label,
  );
}

const TEMPLATES = {
  buttons: (template, act) => card({ ...template }, template, act),
  confirm,
  carousel: (template, act) => strip(template.columns.map((column) => card(column, template, act))),
  image_carousel: (template, act) => strip(template.columns.map((column) => imageColumn(column, act))),
};

export function renderTemplate({ template, altText }, act) {
  const draw = TEMPLATES[template?.type];
  return draw ? draw(template, act) : h("div", { class: "bubble-text" }, altText);
}
