/** Flex Message's words for sizes, in CSS. Source: LINE Messaging API reference, "Flex Message". */
const SPACE = { none: 0, xs: 2, sm: 4, md: 8, lg: 12, xl: 16, xxl: 20 };
const TEXT = { xxs: 11, xs: 13, sm: 14, md: 16, lg: 19, xl: 22, xxl: 29, "3xl": 35, "4xl": 48, "5xl": 74 };
const IMAGE = {
  xxs: 40,
  xs: 60,
  sm: 80,
  md: 100,
  lg: 120,
  xl: 140,
  xxl: 160,
  "3xl": 180,
  "4xl": 200,
  "5xl": 220,
};
const BORDER = { none: 0, light: 0.5, normal: 1, medium: 2, "semi-bold": 3, bold: 4 };

const LENGTH = /^\d+(\.\d+)?(px|%)$/;
const measure = (table) => (word) => {
  if (word === undefined || word === null) return undefined;
  if (word in table) return `${table[word]}px`;
  return LENGTH.test(word) ? String(word) : undefined;
};

/** Spacing, margin, padding, corner radius and offsets: a keyword, "12px" or "10%". */
export const space = measure(SPACE);
export const textSize = measure(TEXT);
export const borderWidth = measure(BORDER);
const imageWidth = measure(IMAGE);
export const imageSize = (word = "md") => (word === "full" ? "100%" : imageWidth(word));

/** "20:13" as CSS writes it. */
export const aspectRatio = (ratio = "1:1") => ratio.replace(":", " / ");

const EDGE = {
  start: "flex-start",
  end: "flex-end",
  center: "center",
  top: "flex-start",
  bottom: "flex-end",
};
/** align or gravity as a place along a flex axis. */
export const edge = (word) => EDGE[word];

/** A box's background as CSS: a colour, or a gradient when there is one. */
export function background({ background: gradient, backgroundColor }) {
  if (gradient?.type !== "linearGradient") return backgroundColor;
  const middle = gradient.centerColor ? `, ${gradient.centerColor} ${gradient.centerPosition ?? "50%"}` : "";
  return `linear-gradient(${gradient.angle}, ${gradient.startColor} 0%${middle}, ${gradient.endColor} 100%)`;
}
