/** Pictures, films, sounds, places, imagemaps. */
import { h } from "../dom.js";
import { icon } from "../icons.js";
import { drawMap } from "../map.js";
import { picture } from "../pictures.js";
import { tapButton } from "../taps.js";

export function renderImage(message, { contentUrl }) {
  const full = contentUrl ?? message.originalContentUrl;
  const shown = picture(contentUrl ?? message.previewImageUrl ?? full, { label: "รูปภาพ" });
  return h("div", { class: "media" }, shown);
}

export function renderVideo(message) {
  return h(
    "div",
    { class: "media media-video" },
    picture(message.previewImageUrl, { label: "วิดีโอ" }),
    h("span", { class: "play-mark" }, icon("play")),
  );
}

export function renderAudio({ duration = 0 }) {
  const seconds = Math.round(duration / 1000);
  const length = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
  return h("div", { class: "bubble-text audio" }, icon("play", 18), `ข้อความเสียง ${length}`);
}

export function renderFile({ fileName }) {
  return h("div", { class: "bubble-text" }, `ไฟล์ ${fileName ?? ""}`);
}

export function renderLocation(message) {
  const { title, address, latitude, longitude } = message;
  const point = `${Number(latitude).toFixed(5)}, ${Number(longitude).toFixed(5)}`;
  const words = h(
    "div",
    { class: "place-words" },
    h("div", { class: "place-title" }, title || "ตำแหน่ง"),
    h("div", { class: "place-address" }, address || point),
  );
  return h(
    "div",
    { class: "place", role: "img", "aria-label": `ตำแหน่ง ${title ?? ""} ${address ?? point}` },
    drawMap(message),
    words,
  );
}

function area({ x, y, width, height }, size) {
  const share = (value, whole) => `${(value / whole) * 100}%`;
  return {
    left: share(x, size.width),
    top: share(y, size.height),
    width: share(width, size.width),
    height: share(height, size.height),
  };
}

// An imagemap's actions say what they do by their own fields, not by LINE's action objects.
const asAction = (action) => (action.type === "uri" ? { ...action, uri: action.linkUri } : action);

export function renderImagemap(message, { act }) {
  const size = message.baseSize;
  const spots = message.actions.map((action) => {
    const label = action.label ?? action.text ?? action.linkUri ?? action.type;
    return tapButton({ ...asAction(action), label }, act, {
      class: "spot",
      "aria-label": label,
      style: area(action.area, size),
    });
  });
  const style = { aspectRatio: `${size.width} / ${size.height}` };
  return h(
    "div",
    { class: "imagemap", style },
    picture(`${message.baseUrl}/1040`, { label: message.altText }),
    spots,
  );
}
