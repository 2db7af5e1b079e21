/** The top of a phone: whose it is, whom it talks to, and the friend menu. */
import * as api from "../api.js";
import { botAvatar, personAvatar } from "../avatar.js";
import { button, h } from "../dom.js";
import { icon } from "../icons.js";
import { chooseFrom } from "../sheets/sheet.js";
import { personOf } from "../store.js";

/** The plate above the phone: the person's name, place and unread count. */
export function createPlate(store, uid) {
  const element = h("div", { class: "plate" });
  function render() {
    const person = personOf(store, uid);
    if (!person) return;
    const unread =
      person.unread > 0 &&
      h("span", { class: "badge", "aria-label": `ยังไม่ได้อ่าน ${person.unread} ข้อความ` }, String(person.unread));
    element.replaceChildren(
      personAvatar(person, 30),
      h("div", { class: "plate-words" }, h("b", null, person.name), h("small", null, person.caption ?? "")),
      ...[unread].filter(Boolean),
    );
  }
  return { element, render };
}

/** The chat's own header bar. */
export function createHeader(store, phone) {
  const { uid } = phone;
  const name = h("h2");
  const deeds = {
    block: () => phone.send(() => api.block(uid)),
    follow: () => phone.send(() => api.follow(uid)),
    copy: () => phone.act({ type: "clipboard", clipboardText: uid }),
  };

  async function openMenu() {
    const person = personOf(store, uid);
    const friend = person.friend && !person.blocked;
    const choices = [
      friend
        ? { value: "block", label: "บล็อก", icon: "block", danger: true }
        : { value: "follow", label: person.blocked ? "เลิกบล็อก" : "เพิ่มเพื่อน", icon: "person" },
      { value: "copy", label: "คัดลอกรหัสผู้ใช้", icon: "copy" },
    ];
    deeds[await chooseFrom(phone.element, person.name, choices)]?.();
  }

  const element = h(
    "header",
    { class: "phone-head" },
    h("span", { class: "back" }, icon("back", 20)),
    botAvatar(28),
    name,
    button({ class: "plain", "aria-label": "เมนูแชท", onclick: openMenu }, icon("menu")),
  );
  return { element, render: () => (name.textContent = store.state.bot.displayName ?? "") };
}

/** The bar shown instead of the composer to a person who is no friend of the bot. */
export function createFriendBar(store, phone) {
  const words = h("p");
  const join = button({ class: "join", onclick: () => phone.send(() => api.follow(phone.uid)) });
  const element = h("div", { class: "friend-bar", hidden: true }, words, join);
  function render() {
    const person = personOf(store, phone.uid);
    const friend = !person || (person.friend && !person.blocked);
    element.hidden = friend;
    words.textContent = person?.blocked ? "บล็อกบัญชีนี้อยู่" : "ยังไม่ได้เพิ่มบัญชีนี้เป็นเพื่อน";
    join.textContent = person?.blocked ? "เลิกบล็อก" : "เพิ่มเพื่อน";
    return friend;
  }
  return { element, render };
}
