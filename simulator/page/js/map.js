/** A small drawn map: the same place always looks the same, and no map server is asked. */
import { s } from "./dom.js";

function numbersFrom(latitude, longitude) {
  let seed =
    Math.abs(Math.round((Number(latitude) * 7919 + Number(longitude) * 104729) * 1000)) % 2147483647 || 1;
  return () => {
    seed = (seed * 48271) % 2147483647;
    return seed / 2147483647;
  };
}

function road(next, horizontal, at) {
  const bend = (next() - 0.5) * 50;
  const d = horizontal
    ? `M-10 ${at}Q110 ${at + bend} 250 ${at - bend / 2}`
    : `M${at} -10Q${at + bend} 60 ${at - bend / 2} 150`;
  const line = { d, fill: "none", "stroke-linecap": "round" };
  return [
    s("path", { ...line, stroke: "#d9cfae", "stroke-width": 9 }),
    s("path", { ...line, stroke: "#fffdf5", "stroke-width": 6 }),
  ];
}

const field = (next, colour) =>
  s("rect", {
    x: next() * 200 - 20,
    y: next() * 110 - 20,
    width: 40 + next() * 50,
    height: 24 + next() * 30,
    rx: 3,
    fill: colour,
    opacity: 0.8,
  });

/** An SVG map around the place with a pin on it. */
export function drawMap({ latitude, longitude }) {
  const next = numbersFrom(latitude, longitude);
  return s(
    "svg",
    { viewBox: "0 0 240 130", preserveAspectRatio: "xMidYMid slice", class: "map", "aria-hidden": "true" },
    s("rect", { width: 240, height: 130, fill: "#eef3e2" }),
    ["#d5e8bf", "#cfe3b4", "#e2ecc9", "#c9e0ae"].map((colour) => field(next, colour)),
    s("ellipse", {
      cx: 30 + next() * 180,
      cy: 20 + next() * 90,
      rx: 24 + next() * 16,
      ry: 12 + next() * 8,
      fill: "#b5dcf0",
    }),
    road(next, true, 30 + next() * 30),
    road(next, true, 85 + next() * 25),
    road(next, false, 50 + next() * 50),
    road(next, false, 140 + next() * 60),
    s("ellipse", { cx: 120, cy: 84, rx: 10, ry: 3, fill: "#000", opacity: 0.25 }),
    s("path", { d: "M120 84s-17-17-17-30a17 17 0 0134 0c0 13-17 30-17 30z", fill: "#e53935" }),
    s("circle", { cx: 120, cy: 54, r: 6.5, fill: "#fff" }),
  );
}
