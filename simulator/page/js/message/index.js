/** One drawing function for each kind of message; a new kind is one line here. */
import { h } from "../dom.js";
import { renderFlex } from "../flex/index.js";
import { drawSticker } from "../stickers.js";
import {
  renderAudio,
  renderFile,
  renderImage,
  renderImagemap,
  renderLocation,
  renderVideo,
} from "./media.js";
import { renderTemplate } from "./template.js";
import { renderWords } from "./text.js";

const KINDS = {
  text: renderWords,
  textV2: renderWords,
  sticker: (message) => drawSticker(message),
  image: renderImage,
  video: renderVideo,
  audio: renderAudio,
  file: renderFile,
  location: renderLocation,
  imagemap: renderImagemap,
  template: (message, { act }) => renderTemplate(message, act),
  flex: (message, { act }) => renderFlex(message.contents, act),
};

/** The inside of a message's bubble. `context`: `{act(action), contentUrl}`. */
export function renderBody(message, context) {
  const draw = KINDS[message.type];
  return draw ? draw(message, context) : h("div", { class: "bubble-text" }, `ข้อความชนิด ${message.type}`);
}

/** Kinds that fill the phone's width and bleed to its edge. */
export function isStrip(message) {
  return message.contents?.type === "carousel" || /carousel/.test(message.template?.type ?? "");
}

/** Every word a message shows, for finding and for reading aloud. */
export function wordsOf(value) {
  if (typeof value !== "object" || value === null) return "";
  if (Array.isArray(value)) return value.map(wordsOf).join(" ");
  const own = ["text", "label", "title", "address", "altText"].map((name) =>
    typeof value[name] === "string" ? value[name] : "",
  );
  return [...own, ...Object.values(value).map(wordsOf)].filter(Boolean).join(" ");
}
