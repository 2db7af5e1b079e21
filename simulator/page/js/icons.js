/** Line icons of our own, 24 units square, drawn with the current text colour. */
import { s } from "./dom.js";

const PATHS = {
  back: "M15 4l-8 8 8 8",
  menu: "M4 7h16M4 12h16M4 17h16",
  plus: "M12 5v14M5 12h14",
  smile: "M12 3a9 9 0 100 18 9 9 0 000-18zM8.5 10v.5M15.5 10v.5M8 14.5c1 1.5 2.4 2.2 4 2.2s3-.7 4-2.2",
  send: "M4 12l16-8-5 16-3-7-8-1z",
  close: "M6 6l12 12M18 6L6 18",
  left: "M14 6l-6 6 6 6",
  right: "M10 6l6 6-6 6",
  down: "M6 9l6 6 6-6",
  up: "M6 15l6-6 6 6",
  play: "M7 4.5v15l12-7.5-12-7.5z",
  stop: "M6 6h12v12H6z",
  pin: "M12 21s7-6.3 7-11.5A7 7 0 005 9.5C5 14.7 12 21 12 21zM12 12a2.5 2.5 0 100-5 2.5 2.5 0 000 5z",
  picture: "M4 5h16v14H4zM4 16l5-5 4 4 3-3 4 4M15.5 9.5v.1",
  camera: "M4 8h4l2-3h4l2 3h4v11H4zM12 16.5a3.5 3.5 0 100-7 3.5 3.5 0 000 7z",
  drawer: "M4 5h16v14H4zM14 5v14M7 9h4M7 12h4M7 15h4",
  sick: "M12 4a5 5 0 015 5v4.5a5 5 0 01-10 0V9a5 5 0 015-5zM12 4V2M7 10H3M21 10h-4M7 14.5H3M21 14.5h-4M8 18l-2.5 3M16 18l2.5 3M12 9v9",
  person: "M12 12a4 4 0 100-8 4 4 0 000 8zM4 20.5c1-4 4-6 8-6M18 15v6M15 18h6",
  coin: "M12 3a9 9 0 100 18 9 9 0 000-18zM9.5 7.5h3.5a2.2 2.2 0 010 4.4H9.5zM9.5 12h4a2.3 2.3 0 010 4.6h-4zM11.5 5.5v13",
  calendar: "M4 6h16v14H4zM4 10.5h16M8.5 3.5V8M15.5 3.5V8",
  copy: "M8 8h11v12H8zM5 16V4h11",
  block: "M12 3a9 9 0 100 18 9 9 0 000-18zM6 6l12 12",
  reply: "M10 6l-6 6 6 6M4 12h9c4 0 7 2 7 6",
  bin: "M5 7h14M9 7V4h6v3M7 7l1 13h8l1-13",
};

/** An icon by name; decorative, so hidden from screen readers (label the button instead). */
export function icon(name, size = 22) {
  return s(
    "svg",
    { viewBox: "0 0 24 24", width: size, height: size, class: "icon", "aria-hidden": "true" },
    s("path", { d: PATHS[name] }),
  );
}
