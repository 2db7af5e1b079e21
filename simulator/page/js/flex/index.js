/** Flex Messages: bubbles and carousels. */
import { h } from "../dom.js";
import { withArrows } from "../scrolling.js";
import { tappable } from "../taps.js";
import { renderBox } from "./box.js";
import {
  renderButton,
  renderFiller,
  renderIcon,
  renderImage,
  renderSeparator,
  renderVideo,
} from "./parts.js";
import { renderText } from "./text.js";

const COMPONENTS = {
  box: renderBox,
  text: renderText,
  image: renderImage,
  icon: renderIcon,
  button: renderButton,
  separator: renderSeparator,
  filler: renderFiller,
  spacer: renderFiller,
  video: renderVideo,
};
const SECTIONS = ["header", "hero", "body", "footer"];

function render(component, env) {
  return (COMPONENTS[component.type] ?? renderFiller)(component, env);
}

function section(bubble, name, env) {
  const component = bubble[name];
  if (!component) return null;
  const style = bubble.styles?.[name] ?? {};
  const line =
    style.separator && h("div", { class: "fx-separator", style: { backgroundColor: style.separatorColor } });
  const block = h(
    "div",
    { class: `fx-section fx-${name}`, style: { backgroundColor: style.backgroundColor } },
    render(component, env),
  );
  return [line, block];
}

function renderBubble(bubble, env) {
  const classes = ["fx-bubble", `fx-size-${bubble.size ?? "mega"}`, bubble.footer && "fx-has-footer"].filter(
    Boolean,
  );
  const parts = SECTIONS.map((name) => section(bubble, name, env));
  return tappable(
    h("div", { class: classes.join(" "), dir: bubble.direction ?? "ltr" }, parts),
    bubble.action,
    env.act,
  );
}

/** The container of a Flex Message; `act` performs an action that was tapped. */
export function renderFlex(container, act) {
  const env = { act, render };
  if (container.type !== "carousel") return renderBubble(container, env);
  const bubbles = container.contents.map((bubble) => renderBubble(bubble, env));
  return withArrows(
    h(
      "div",
      { class: "carousel", tabindex: "0", role: "group", "aria-label": `การ์ด ${bubbles.length} ใบ` },
      bubbles,
    ),
  );
}
