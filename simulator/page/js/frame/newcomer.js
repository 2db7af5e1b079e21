/** Adding a person who has not met the bot yet. */
import { addPerson } from "../api.js";
import { h } from "../dom.js";
import { showNotice } from "../notice.js";
import { footButtons, openSheet } from "../sheets/sheet.js";

const COLOURS = ["#6a4c93", "#1982c4", "#b5651d", "#2a9d8f", "#c1121f"];

const pickColour = () => COLOURS[Math.floor(Math.random() * COLOURS.length)];

function form(finish) {
  const input = h("input", {
    type: "text",
    "aria-label": "ชื่อ",
    "data-first": true,
    maxLength: 20,
    placeholder: "เช่น น้องฝน",
    autocomplete: "off",
  });
  const done = () => input.value.trim() && finish(input.value.trim());
  const { foot } = footButtons(() => finish(), done);
  input.addEventListener("keydown", (event) => event.key === "Enter" && !event.isComposing && done());
  return h(
    "div",
    { class: "sheet-form" },
    h("label", { class: "field" }, h("span", null, "ชื่อใน LINE"), input),
    foot,
  );
}

/** Asks for a name, adds the person, and answers the new user id or null. */
export async function addNewcomer(root) {
  const name = await openSheet(root, "เพิ่มคนใหม่", form);
  if (!name) return null;
  try {
    const answer = await addPerson({
      name,
      caption: "คนใหม่",
      role: "guest",
      color: pickColour(),
      friend: false,
    });
    return answer.user_id ?? answer.person?.user_id ?? null;
  } catch (error) {
    showNotice(root, `เพิ่มไม่สำเร็จค่ะ (${error.message})`);
    return null;
  }
}
