/** The row of phones: one for each person, kept in step with the list of people. */
import { h, reconcile } from "../dom.js";
import { createPhone } from "../phone/phone.js";

/** Answers {element, phone(uid), bring(uid)}. */
export function createPhoneRow(store, sync) {
  const element = h("main", { class: "phones", "aria-label": "โทรศัพท์ของแต่ละคน" });
  const phones = new Map();
  const cache = new Map();

  function phoneFor(uid) {
    if (!phones.has(uid)) phones.set(uid, createPhone(store, sync, uid));
    return phones.get(uid);
  }

  function render() {
    const ids = store.state.people.map((person) => person.user_id);
    for (const [uid, phone] of phones) {
      if (ids.includes(uid)) continue;
      phone.remove();
      phones.delete(uid);
    }
    reconcile(
      element,
      ids.map((uid) => ({ key: uid, sig: uid, build: () => phoneFor(uid).element })),
      cache,
    );
  }

  /** Scrolls the phone into view, sideways only, and to its newest message. */
  function bring(uid) {
    const phone = phones.get(uid);
    if (!phone) return;
    const { offsetLeft, offsetWidth } = phone.element;
    element.scrollTo({ left: offsetLeft - (element.clientWidth - offsetWidth) / 2, behavior: "smooth" });
    phone.toEnd();
  }

  store.on("people", render);
  return { element, bring, phone: (uid) => phones.get(uid) };
}
