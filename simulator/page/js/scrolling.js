/** Sideways lists that a mouse can move too: by dragging, by the wheel, and by arrow buttons. */
import { button, h } from "./dom.js";
import { icon } from "./icons.js";

const DRAG_SLOP = 6;

/** Lets a mouse drag `list` sideways; the click that ends a drag is no tap. */
function dragWithMouse(list) {
  let dragged = false;

  function start(down) {
    dragged = false;
    if (down.pointerType !== "mouse" || down.button !== 0) return;
    const left = list.scrollLeft;
    const move = (event) => {
      dragged = dragged || Math.abs(event.clientX - down.clientX) > DRAG_SLOP;
      list.classList.toggle("dragging", dragged);
      if (dragged) list.scrollLeft = left - (event.clientX - down.clientX);
    };
    const stop = () => {
      list.classList.remove("dragging");
      window.removeEventListener("pointermove", move);
    };
    window.addEventListener("pointermove", move);
    window.addEventListener("pointerup", stop, { once: true });
  }

  list.addEventListener("pointerdown", start);
  list.addEventListener(
    "click",
    (event) => dragged && (event.preventDefault(), event.stopPropagation()),
    true,
  );
}

function wheelSideways(list) {
  const turn = (event) => {
    if (!event.shiftKey || event.deltaX !== 0) return;
    event.preventDefault();
    list.scrollLeft += event.deltaY;
  };
  list.addEventListener("wheel", turn, { passive: false });
}

/** Makes `list` (an overflow-x element) draggable and wheelable. */
export function sideways(list) {
  dragWithMouse(list);
  wheelSideways(list);
  return list;
}

/** `list` between two arrow buttons that move it by one of its items and hide at the ends. */
export function withArrows(list, names = { back: "ก่อนหน้า", on: "ถัดไป" }) {
  const step = (sign) =>
    list.scrollBy({ left: sign * (list.firstElementChild?.offsetWidth ?? 200), behavior: "smooth" });
  const back = button(
    { class: "arrow arrow-back", "aria-label": names.back, onclick: () => step(-1) },
    icon("left"),
  );
  const on = button(
    { class: "arrow arrow-on", "aria-label": names.on, onclick: () => step(1) },
    icon("right"),
  );
  const show = () => {
    back.hidden = list.scrollLeft < 4;
    on.hidden = list.scrollLeft + list.clientWidth > list.scrollWidth - 4;
  };
  list.addEventListener("scroll", show, { passive: true });
  new ResizeObserver(show).observe(list);
  return h("div", { class: "arrows" }, sideways(list), back, on);
}
