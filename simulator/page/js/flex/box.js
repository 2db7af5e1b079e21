/** The box component, and how it places what it holds. */
import { h } from "../dom.js";
import { tappable } from "../taps.js";
import { background, borderWidth, edge, space } from "./units.js";

const JUSTIFY = {
  "space-between": "space-between",
  "space-around": "space-around",
  "space-evenly": "space-evenly",
};
const RIGID = new Set(["icon", "separator", "spacer"]);
const isColumn = (layout) => layout === "vertical";

function boxStyle(box) {
  const all = space(box.paddingAll);
  const width = borderWidth(box.borderWidth);
  return {
    background: background(box),
    border: width && box.borderColor ? `${width} solid ${box.borderColor}` : undefined,
    borderRadius: space(box.cornerRadius),
    overflow: box.cornerRadius ? "hidden" : undefined,
    width: space(box.width),
    height: space(box.height),
    maxWidth: space(box.maxWidth),
    maxHeight: space(box.maxHeight),
    paddingTop: space(box.paddingTop) ?? all,
    paddingBottom: space(box.paddingBottom) ?? all,
    paddingInlineStart: space(box.paddingStart) ?? all,
    paddingInlineEnd: space(box.paddingEnd) ?? all,
    justifyContent: edge(box.justifyContent?.replace("flex-", "")) ?? JUSTIFY[box.justifyContent],
    alignItems: edge(box.alignItems?.replace("flex-", "")),
  };
}

/** How much of the free room a child takes: LINE's flex numbers, 1 across and 0 down by default. */
function flexOf(child, layout) {
  const column = isColumn(layout);
  if (RIGID.has(child.type)) return "none";
  if (child.type === "filler") return `${child.flex ?? 1} 1 0`;
  const fixed = column ? child.height && child.type === "box" : child.width;
  const share = child.flex ?? (column || fixed ? 0 : 1);
  if (share === 0) return "0 0 auto";
  return column ? `${share} 0 auto` : `${share} 1 0`;
}

function offsets(child) {
  return {
    position: child.position === "absolute" ? "absolute" : undefined,
    top: space(child.offsetTop),
    bottom: space(child.offsetBottom),
    insetInlineStart: space(child.offsetStart),
    insetInlineEnd: space(child.offsetEnd),
  };
}

function place(node, child, box, first) {
  const gap = first || child.position === "absolute" ? undefined : gapBefore(child, box);
  const style = { flex: flexOf(child, box.layout), ...offsets(child) };
  style[isColumn(box.layout) ? "marginTop" : "marginInlineStart"] = gap;
  for (const [name, value] of Object.entries(style)) if (value !== undefined) node.style[name] = value;
}

// A filler pays no heed to its box's spacing (reference, "Filler").
const gapBefore = (child, box) =>
  space(child.margin) ?? (child.type === "filler" ? undefined : space(box.spacing));

export function renderBox(box, env) {
  const node = h("div", { class: `fx-box fx-${box.layout}`, style: boxStyle(box) });
  let first = true;
  for (const child of box.contents ?? []) {
    const part = env.render(child, env);
    place(part, child, box, first);
    node.append(part);
    if (child.position !== "absolute") first = false;
  }
  return tappable(node, box.action, env.act);
}
