/** Choosing a picture: one of the person's own, or a drawn sample. */
import { button, h } from "../dom.js";
import { icon } from "../icons.js";
import { SAMPLES, drawSample } from "../samples.js";
import { openSheet } from "./sheet.js";

const asBlob = (canvas) => new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", 0.86));

function sampleButton(finish) {
  return (sample) => {
    const canvas = drawSample(sample);
    return button(
      {
        class: "sample",
        "aria-label": `รูปตัวอย่าง ${sample.name}`,
        onclick: async () => finish(await asBlob(canvas)),
      },
      canvas,
      h("span", null, sample.name),
    );
  };
}

function fileChoice(finish) {
  const input = h("input", {
    type: "file",
    accept: "image/jpeg,image/png",
    class: "unseen",
    tabindex: "-1",
    "aria-label": "ไฟล์รูป",
  });
  input.addEventListener("change", () => input.files[0] && finish(input.files[0]));
  return [
    button({ class: "choice", onclick: () => input.click() }, icon("picture", 20), "เลือกรูปจากเครื่อง"),
    input,
  ];
}

/** Answers a File or Blob (JPEG or PNG), or null. */
export function pickPicture(phone) {
  return openSheet(phone, "ส่งรูป", (finish) => [
    h("div", { class: "samples" }, SAMPLES.map(sampleButton(finish))),
    h("div", { class: "choices" }, fileChoice(finish)),
  ]);
}
