/** Short notices that go away by themselves. */
import { h } from "./dom.js";

const STAY = 3_500;

/** Shows `text` over `host` for a few seconds. */
export function showNotice(host, text) {
  for (const old of host.querySelectorAll(":scope > .notice")) old.remove();
  const notice = h("div", { class: "notice", role: "status" }, text);
  host.append(notice);
  setTimeout(() => notice.remove(), STAY);
}
