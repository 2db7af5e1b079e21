/** Text and span components. */
import { h } from "../dom.js";
import { tappable } from "../taps.js";
import { edge, space, textSize } from "./units.js";

const WEIGHT = { regular: "400", bold: "700" };
const ALIGN = { start: "start", end: "end", center: "center" };

const letterStyle = (part) => ({
  color: part.color,
  fontSize: textSize(part.size),
  fontWeight: WEIGHT[part.weight],
  fontStyle: part.style,
  textDecoration: part.decoration,
});

const span = (part) => h("span", { style: letterStyle(part) }, part.text ?? "");

function clampStyle({ wrap, maxLines }) {
  if (!wrap || !maxLines) return {};
  return {
    display: "-webkit-box",
    webkitLineClamp: String(maxLines),
    webkitBoxOrient: "vertical",
    overflow: "hidden",
  };
}

function lineHeight({ lineSpacing }) {
  const extra = space(lineSpacing);
  return extra && `calc(1.4em + ${extra})`;
}

export function renderText(text, env) {
  const style = {
    ...letterStyle({ size: "md", ...text }),
    textAlign: ALIGN[text.align],
    lineHeight: lineHeight(text),
    ...clampStyle(text),
  };
  const parts = text.contents?.length ? text.contents.map(span) : [text.text ?? ""];
  const words = h("div", { class: text.wrap ? "fx-words fx-wrap" : "fx-words", style }, parts);
  const node = h("div", { class: "fx-text", style: { justifyContent: edge(text.gravity) } }, words);
  if (text.adjustMode === "shrink-to-fit") shrinkToFit(words);
  return tappable(node, text.action, env.act);
}

/** LINE's "shrink-to-fit": letters get smaller until the words fit on their line. */
function shrinkToFit(words) {
  const observer = new ResizeObserver(() => {
    if (!words.clientWidth) return;
    observer.disconnect();
    const size = parseFloat(getComputedStyle(words).fontSize);
    const ratio = words.clientWidth / words.scrollWidth;
    if (ratio < 1) words.style.fontSize = `${Math.max(8, Math.floor(size * ratio))}px`;
  });
  observer.observe(words);
}
