/** Round portraits: a person's colour and first letter, and the bot's mark. */
import { h, s } from "./dom.js";

const TITLES = /^(คุณ|นาย|นางสาว|นาง|แม่|พ่อ|ป้า|ลุง|ยาย|ตา|พี่|น้อง|ครู|เชฟ|หมอ)(?=.)/;

function initial(name) {
  const core = name.replace(TITLES, "");
  return (core.match(/[ก-ฮA-Za-z0-9]/) ?? core.match(/./u) ?? ["?"])[0].toUpperCase();
}

export function personAvatar(person, size = 28) {
  const style = {
    background: person.color || "#607d8b",
    width: `${size}px`,
    height: `${size}px`,
    fontSize: `${size * 0.48}px`,
  };
  return h("span", { class: "avatar", "aria-hidden": "true", style }, initial(person.name || "?"));
}

/** The bot's mark: two leaves held together. */
export function botAvatar(size = 34) {
  return s(
    "svg",
    { viewBox: "0 0 40 40", width: size, height: size, class: "bot-avatar", "aria-hidden": "true" },
    s("circle", { cx: 20, cy: 20, r: 20, fill: "#1f7a4d" }),
    s("path", { d: "M19 31C9 29 7 19 10 11c8 2 11 9 9 20z", fill: "#a9e2a0" }),
    s("path", { d: "M21 31c10-2 12-12 9-20-8 2-11 9-9 20z", fill: "#f6d55c" }),
  );
}
