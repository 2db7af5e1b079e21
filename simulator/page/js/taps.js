/** Everything in a phone that a finger can tap for an action carries `data-tap`: its label. */
import { button } from "./dom.js";

/** A button that performs LINE action `action`, and not also that of the box it lies in. */
export function tapButton(action, act, props, ...children) {
  const fire = (event) => {
    event.stopPropagation();
    act(action);
  };
  return button({ "data-tap": action.label ?? "", onclick: fire, ...props }, ...children);
}

/** Makes any element perform `action` when tapped, by finger or keyboard. Without an action it stays as it is. */
export function tappable(node, action, act) {
  if (!action) return node;
  const fire = (event) => {
    event.stopPropagation();
    act(action);
  };
  node.classList.add("tappable");
  node.setAttribute("role", node.querySelector("[data-tap]") ? "group" : "button");
  node.setAttribute("tabindex", "0");
  node.dataset.tap = action.label ?? "";
  if (action.label && !node.textContent.trim()) node.setAttribute("aria-label", action.label);
  node.addEventListener("click", fire);
  node.addEventListener("keydown", (event) => event.target === node && event.key === "Enter" && fire(event));
  return node;
}
