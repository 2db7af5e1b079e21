/** The sticker board. */
import { button, h } from "../dom.js";
import { STICKERS, drawSticker } from "../stickers.js";
import { openSheet } from "./sheet.js";

/** Answers {packageId, stickerId, keywords} or null. */
export function pickSticker(phone) {
  const cell =
    (finish) =>
    ({ packageId, stickerId, keywords, word }) =>
      button(
        {
          class: "sticker-choice",
          "aria-label": `สติกเกอร์ ${word}`,
          onclick: () => finish({ packageId, stickerId, keywords }),
        },
        drawSticker({ stickerId }, 72),
      );
  return openSheet(phone, "สติกเกอร์", (finish) =>
    h("div", { class: "sticker-board" }, STICKERS.map(cell(finish))),
  );
}
