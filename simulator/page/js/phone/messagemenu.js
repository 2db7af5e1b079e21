/** The menu of one message: by a long press, a right click, or the keyboard's menu key. */
import * as api from "../api.js";
import { wordsOf } from "../message/index.js";
import { chooseFrom } from "../sheets/sheet.js";

const LONG_PRESS = 550;

function onLongPress(node, open) {
  let timer = null;
  const cancel = () => clearTimeout(timer);
  node.addEventListener("pointerdown", (event) => {
    if (event.pointerType !== "mouse") timer = setTimeout(open, LONG_PRESS);
  });
  for (const name of ["pointerup", "pointercancel", "pointermove"]) node.addEventListener(name, cancel);
}

function choicesFor(message) {
  const choices = [
    { value: "reply", label: "ตอบกลับ", icon: "reply" },
    { value: "copy", label: "คัดลอก", icon: "copy" },
  ];
  if (message.from === "me")
    choices.push({ value: "unsend", label: "ยกเลิกการส่ง", icon: "bin", danger: true });
  return choices;
}

/** Answers `watch(bubble, message)`, which gives a bubble its menu. */
export function createMessageMenu(phone) {
  const deeds = {
    reply: (message) => phone.quote(message),
    copy: (message) => phone.act({ type: "clipboard", clipboardText: wordsOf(message.message) }),
    unsend: (message) => phone.send(() => api.unsend(phone.uid, message.id)),
  };

  async function open(message) {
    // A long press on some phones is a right click as well.
    if (phone.element.querySelector(".cover")) return;
    const choice = await chooseFrom(phone.element, "ข้อความนี้", choicesFor(message));
    deeds[choice]?.(message);
  }

  return (bubble, message) => {
    bubble.addEventListener("contextmenu", (event) => {
      event.preventDefault();
      open(message);
    });
    bubble.addEventListener(
      "keydown",
      (event) => event.target === bubble && event.key === "Enter" && open(message),
    );
    onLongPress(bubble, () => open(message));
  };
}
