/** "เบื้องหลัง": every webhook and API call, newest first, live. */
import { readLog } from "../api.js";
import { button, h } from "../dom.js";
import { logEntry } from "./logentry.js";
import { createPanel } from "./panel.js";

const KEPT = 300;
const PAGE = 1_000;
const FILTERS = [
  ["ทั้งหมด", () => true],
  ["ไปหาบอต", (entry) => entry.kind === "webhook"],
  ["บอตเรียก", (entry) => entry.kind === "api"],
  ["เสียเงิน", (entry) => entry.paid > 0],
  ["ผิดพลาด", (entry) => !entry.status || entry.status >= 400],
];

function filterBar(choose) {
  const buttons = FILTERS.map(([label, test], index) =>
    button(
      {
        class: "filter",
        "aria-pressed": index === 0 ? "true" : "false",
        onclick: (event) => pick(event.currentTarget, test),
      },
      label,
    ),
  );
  function pick(chosen, test) {
    for (const other of buttons) other.setAttribute("aria-pressed", String(other === chosen));
    choose(test);
  }
  return h("div", { class: "filters", role: "group", "aria-label": "กรองรายการ" }, buttons);
}

/** The newest entries, newest first: the door gives the oldest first, so this walks to its end. */
async function newest() {
  let kept = [];
  for (let after = 0, more = true; more;) {
    const { entries } = await readLog(after, PAGE);
    kept = [...kept, ...entries].slice(-KEPT);
    more = entries.length === PAGE;
    after = entries.at(-1)?.seq ?? after;
  }
  return kept.reverse();
}

/** Answers {panel, heard(entry)}; entries heard while it is shut are fetched when it opens. */
export function createDrawer(store, onError) {
  let test = FILTERS[0][1];
  let entries = [];
  const list = h("div", { class: "log" });
  const empty = h("p", { class: "panel-hint" }, "ยังไม่มีรายการค่ะ ลองพิมพ์ข้อความจากโทรศัพท์เครื่องใดก็ได้");

  function render() {
    const shown = entries.filter((entry) => test(entry));
    list.replaceChildren(...shown.map((entry) => logEntry(entry, store)));
    empty.hidden = shown.length > 0;
  }

  async function load() {
    try {
      entries = await newest();
      render();
    } catch (error) {
      onError(error);
    }
  }

  const filters = filterBar((chosen) => {
    test = chosen;
    render();
  });
  const panel = createPanel("เบื้องหลัง", h("div", { class: "panel-body" }, filters, empty, list), load);

  /** Puts an entry heard live at the top; one already shown (a call that has now ended) is replaced. */
  function heard(entry) {
    if (!panel.isOpen()) return;
    entries = [entry, ...entries.filter((other) => other.seq !== entry.seq)].slice(0, KEPT);
    list.querySelector(`[data-seq="${Number(entry.seq)}"]`)?.remove();
    if (test(entry)) list.prepend(logEntry(entry, store));
    empty.hidden = list.childElementCount > 0;
    while (list.childElementCount > KEPT) list.lastElementChild.remove();
  }

  return { panel, heard };
}
