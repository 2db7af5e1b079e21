/** The small Flex components: image, icon, button, separator, filler, video. */
import { h } from "../dom.js";
import { icon } from "../icons.js";
import { picture } from "../pictures.js";
import { tapButton, tappable } from "../taps.js";
import { aspectRatio, edge, imageSize, textSize } from "./units.js";

export function renderImage(image, env) {
  const style = {
    width: imageSize(image.size),
    aspectRatio: aspectRatio(image.aspectRatio),
    backgroundColor: image.backgroundColor,
  };
  const frame = h(
    "div",
    { class: "fx-frame", style },
    picture(image.url, { fit: image.aspectMode === "cover" ? "cover" : "contain" }),
  );
  const place = { justifyContent: edge(image.align ?? "center"), alignItems: edge(image.gravity) };
  return tappable(h("div", { class: "fx-image", style: place }, frame), image.action, env.act);
}

export function renderIcon(component) {
  const style = { height: textSize(component.size ?? "md"), aspectRatio: aspectRatio(component.aspectRatio) };
  return h("div", { class: "fx-icon", style }, picture(component.url, { fit: "contain" }));
}

function buttonColours({ style = "link", color }) {
  if (style === "link") return { color };
  return { backgroundColor: color };
}

export function renderButton(component, env) {
  const { style = "link", height = "md", action, gravity } = component;
  const label = h("span", { class: "fx-label" }, action?.label ?? "");
  const node = tapButton(
    action ?? {},
    env.act,
    { class: `fx-button fx-button-${style} fx-button-${height}`, style: buttonColours(component) },
    label,
  );
  return h("div", { class: "fx-button-place", style: { justifyContent: edge(gravity) } }, node);
}

export const renderSeparator = (separator) =>
  h("div", { class: "fx-separator", style: { backgroundColor: separator.color } });

export const renderFiller = () => h("div", { class: "fx-filler" });

/** A video shows its first picture: nothing here plays films. */
export function renderVideo(video, env) {
  const style = { aspectRatio: aspectRatio(video.aspectRatio) };
  const still = video.altContent ? env.render(video.altContent, env) : picture(video.previewUrl);
  return h("div", { class: "fx-video", style }, still, h("span", { class: "play-mark" }, icon("play")));
}
