/** Stickers of our own: a rice dumpling with a face and a word. None of LINE's artwork is used. */
import { s } from "./dom.js";

const FACES = {
  smile: { eyes: "dot", mouth: "M40 66q10 9 20 0" },
  grin: { eyes: "arc", mouth: "M38 62q12 16 24 0z" },
  love: { eyes: "heart", mouth: "M40 66q10 9 20 0" },
  sad: { eyes: "dot", mouth: "M42 71q8-8 16 0" },
  wow: { eyes: "wide", mouth: "M46 66a4 5 0 108 0 4 5 0 10-8 0z" },
  wink: { eyes: "wink", mouth: "M40 65q10 9 20 0" },
  sleep: { eyes: "shut", mouth: "M46 68h8" },
};

/** What a person can send; ids are those of LINE's package 446, the pictures are ours. */
export const STICKERS = [
  ["1988", "สวัสดีค่ะ", "smile", "#fff3c4", ["hello", "hi"]],
  ["1989", "โอเค", "wink", "#d7f5d3", ["ok", "yes"]],
  ["1990", "ขอบคุณ", "grin", "#ffe0e6", ["thanks", "thank you"]],
  ["1991", "รักเลย", "love", "#ffd9e8", ["love", "heart"]],
  ["1992", "เย้!", "grin", "#dff1ff", ["yay", "happy"]],
  ["1993", "ขอโทษ", "sad", "#e6e3ff", ["sorry", "apology"]],
  ["1994", "ว้าว", "wow", "#ffe9cf", ["wow", "surprised"]],
  ["1995", "ง่วงแล้ว", "sleep", "#e0ebf5", ["sleepy", "good night"]],
  ["1996", "สู้ ๆ", "wink", "#f2f7c9", ["cheer", "fighting"]],
  ["1997", "อร่อย", "grin", "#ffefd9", ["delicious", "yummy"]],
  ["1998", "รอแป๊บ", "smile", "#e4f6f1", ["wait", "moment"]],
  ["1999", "เสียดาย", "sad", "#eee9e2", ["sad", "no"]],
].map(([stickerId, word, face, colour, keywords]) => ({
  packageId: "446",
  stickerId,
  word,
  face,
  colour,
  keywords,
}));

const HEART = "c-4-3-6-5-6-8 0-3 4-4 6-1 2-3 6-2 6 1 0 3-2 5-6 8z";

function eye(kind, x) {
  const line = { fill: "none", stroke: "#3b2f2a", "stroke-width": 3, "stroke-linecap": "round" };
  if (kind === "arc") return s("path", { d: `M${x - 5} 54q5-8 10 0`, ...line });
  if (kind === "shut" || (kind === "wink" && x > 50))
    return s("path", { d: `M${x - 5} 53q5 5 10 0`, ...line });
  if (kind === "heart") return s("path", { d: `M${x} 60${HEART}`, fill: "#e0315c" });
  return s("circle", { cx: x, cy: 53, r: kind === "wide" ? 5 : 3.6, fill: "#3b2f2a" });
}

function faceOf({ face, colour, word }) {
  const { eyes, mouth } = FACES[face];
  return [
    s("path", {
      d: "M50 8C26 22 14 46 18 68c2 14 16 20 32 20s30-6 32-20C86 46 74 22 50 8z",
      fill: colour,
      stroke: "#6b5348",
      "stroke-width": 3,
    }),
    s("path", { d: "M21 72q29 14 58 0c-3 11-16 16-29 16s-26-5-29-16z", fill: "#7cb86a", opacity: 0.85 }),
    eye(eyes, 37),
    eye(eyes, 63),
    s("path", {
      d: mouth,
      fill: mouth.endsWith("z") ? "#b5423a" : "none",
      stroke: "#3b2f2a",
      "stroke-width": 3,
      "stroke-linecap": "round",
    }),
    s("circle", { cx: 29, cy: 63, r: 4.5, fill: "#f29c8f", opacity: 0.7 }),
    s("circle", { cx: 71, cy: 63, r: 4.5, fill: "#f29c8f", opacity: 0.7 }),
    s("text", { x: 50, y: 106, "text-anchor": "middle", class: "sticker-word" }, word),
  ];
}

function standIn(stickerId) {
  const sum = [...String(stickerId)].reduce((total, char) => total + char.charCodeAt(0), 0);
  return STICKERS[sum % STICKERS.length];
}

/** The sticker drawn; an id we have no picture for is shown as one of ours, always the same. */
export function drawSticker({ stickerId }, size = 120) {
  const sticker = STICKERS.find((known) => known.stickerId === String(stickerId)) ?? standIn(stickerId);
  const attrs = {
    viewBox: "0 0 100 112",
    width: size,
    height: size * 1.12,
    class: "sticker",
    role: "img",
    "aria-label": `สติกเกอร์ ${sticker.word}`,
  };
  return s("svg", attrs, faceOf(sticker));
}
