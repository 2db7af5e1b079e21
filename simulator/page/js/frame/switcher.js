/** Names of everyone, with unread badges; a tap goes to that phone. */
import { personAvatar } from "../avatar.js";
import { button, h, reconcile } from "../dom.js";
import { sideways } from "../scrolling.js";

function tab(person, active, go) {
  const unread = person.unread > 0 && h("span", { class: "badge" }, String(person.unread));
  const label = person.unread > 0 ? `${person.name} ยังไม่ได้อ่าน ${person.unread} ข้อความ` : person.name;
  return button(
    {
      class: `tab ${active ? "active" : ""}`,
      "aria-label": label,
      "aria-current": active ? "true" : null,
      "data-tab": person.user_id,
      onclick: () => go(person.user_id),
    },
    personAvatar(person, 26),
    h("span", { class: "tab-name" }, person.name),
    unread,
  );
}

/** `go(uid)` brings a phone to the front. */
export function createSwitcher(store, go) {
  const list = sideways(h("nav", { class: "switcher", "aria-label": "เลือกโทรศัพท์" }));
  const cache = new Map();

  function render() {
    const { people, active } = store.state;
    const items = people.map((person) => ({
      key: person.user_id,
      sig: JSON.stringify([person, active === person.user_id]),
      build: () => tab(person, active === person.user_id, go),
    }));
    reconcile(list, items, cache);
  }

  function showActive() {
    render();
    const node = cache.get(store.state.active)?.node;
    if (node)
      list.scrollTo({
        left: node.offsetLeft - list.clientWidth / 2 + node.offsetWidth / 2,
        behavior: "smooth",
      });
  }

  store.on("people", render);
  store.on("active", showActive);
  return list;
}
