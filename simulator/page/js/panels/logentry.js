/** One line of the log: a webhook to the bot or a call from it, with all that was said. */
import { button, h } from "../dom.js";
import { personOf } from "../store.js";
import { preciseClock } from "../time.js";

function pretty(value) {
  if (typeof value !== "string") return JSON.stringify(value, null, 2);
  try {
    return JSON.stringify(JSON.parse(value), null, 2);
  } catch {
    return value;
  }
}

function block(title, value) {
  if (value === null || value === undefined || value === "") return null;
  const text = pretty(value);
  const copy = button({ class: "copy", onclick: () => navigator.clipboard?.writeText(text) }, "คัดลอก");
  return h(
    "div",
    { class: "log-block" },
    h("div", { class: "log-block-head" }, title, copy),
    h("pre", { tabindex: "0" }, text),
  );
}

function statusClass(status) {
  if (!status) return "none";
  if (status >= 500) return "bad";
  return status >= 400 ? "warn" : "good";
}

function summary(entry, store) {
  const names = (entry.user_ids ?? [])
    .slice(0, 3)
    .map((uid) => personOf(store, uid)?.name ?? uid.slice(0, 6));
  const more = (entry.user_ids ?? []).length > 3 ? ` +${entry.user_ids.length - 3}` : "";
  return [
    h("time", null, preciseClock(entry.at)),
    h("span", { class: `log-kind ${entry.kind}` }, entry.kind === "webhook" ? "ไปหาบอต" : "บอตเรียก"),
    h("code", null, `${entry.method} ${entry.path}`),
    h(
      "span",
      { class: `log-status ${statusClass(entry.status)}` },
      entry.status ? String(entry.status) : "—",
    ),
    entry.paid > 0 && h("span", { class: "log-paid", title: "ข้อความเสียเงิน" }, `฿${entry.paid}`),
    h(
      "small",
      null,
      [
        names.join(", ") + more,
        entry.ms !== null && entry.ms !== undefined && `${Math.round(entry.ms)} ms`,
        entry.note,
      ]
        .filter(Boolean)
        .join(" · "),
    ),
  ];
}

/** A <details> whose contents are drawn when it is first opened. */
export function logEntry(entry, store) {
  const node = h(
    "details",
    { class: "log-entry", "data-seq": String(entry.seq) },
    h("summary", null, summary(entry, store)),
  );
  node.addEventListener(
    "toggle",
    () => {
      const blocks = [
        block("หัวเรื่อง (headers)", entry.headers),
        block("ส่งไป (request)", entry.request),
        block("ตอบกลับ (response)", entry.response),
      ];
      node.append(...blocks.filter(Boolean));
    },
    { once: true },
  );
  return node;
}
