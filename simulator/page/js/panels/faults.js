/** "ทำให้ LINE ป่วย": faults to switch on, so that one can watch the bot cope. */
import * as api from "../api.js";
import { button, h } from "../dom.js";
import { createPanel } from "./panel.js";

const rate = (name, label) => ({ name, label, kind: "rate" });
const count = (name, label) => ({ name, label, kind: "count" });
const delay = (name, label) => ({ name, label, kind: "delay" });
const flag = (name, label) => ({ name, label, kind: "flag" });

const GROUPS = [
  [
    "เมื่อบอตเรียก LINE",
    [
      delay("api_delay_ms", "ตอบช้า"),
      rate("api_error_rate", "ตอบ 500 (ไม่ได้รับ)"),
      rate("api_drop_after_accept_rate", "รับแล้วสายหลุด"),
      rate("api_drop_before_accept_rate", "สายหลุดก่อนรับ"),
      count("api_error_next", "ตอบ 500 กี่ครั้งถัดไป"),
      count("api_drop_after_accept_next", "รับแล้วสายหลุด กี่ครั้งถัดไป"),
      count("rate_limited_next", "ตอบ 429 กี่ครั้งถัดไป"),
      flag("expire_reply_tokens", "โทเคนตอบกลับหมดอายุ"),
      flag("quota_exhausted", "โควตาเดือนนี้หมด"),
    ],
  ],
  [
    "เมื่อ LINE ส่งหาบอต",
    [
      delay("webhook_delay_ms", "ส่งช้า"),
      rate("webhook_duplicate_rate", "ส่งซ้ำ"),
      flag("webhook_reorder", "สลับลำดับ"),
    ],
  ],
];

const INPUTS = {
  rate: { type: "range", min: 0, max: 100, step: 5 },
  count: { type: "number", min: 0, max: 99, step: 1 },
  delay: { type: "range", min: 0, max: 10_000, step: 250 },
};
const SHOW = {
  rate: (value) => `${Math.round(value * 100)}%`,
  count: (value) => `${value}`,
  delay: (value) => `${value / 1000} วิ`,
};

const fromInput = (kind, input) => (kind === "rate" ? Number(input.value) / 100 : Number(input.value));
const toInput = (kind, value) => String(kind === "rate" ? Math.round(value * 100) : value);

function numberRow({ name, label, kind }, put) {
  const said = h("output");
  const input = h("input", { ...INPUTS[kind], "aria-label": label, name });
  const saying = (value) => (said.textContent = kind === "count" ? "" : SHOW[kind](value));
  input.addEventListener("input", () => saying(fromInput(kind, input)));
  input.addEventListener("change", () => put({ [name]: fromInput(kind, input) }));
  const show = (value) => {
    if (document.activeElement !== input || kind === "count") input.value = toInput(kind, value);
    saying(value);
    row.classList.toggle("on", value > 0);
  };
  const row = h("label", { class: `fault ${kind}` }, h("span", null, label), input, said);
  return { row, name, show };
}

function flagRow({ name, label }, put) {
  const input = h("input", { type: "checkbox", name, "aria-label": label });
  input.addEventListener("change", () => put({ [name]: input.checked }));
  const row = h(
    "label",
    { class: "fault flag" },
    h("span", null, label),
    input,
    h("i", { class: "switch", "aria-hidden": "true" }),
  );
  const show = (value) => {
    input.checked = Boolean(value);
    row.classList.toggle("on", Boolean(value));
  };
  return { row, name, show };
}

const isSick = (faults) =>
  Object.entries(faults).some(([name, value]) => name !== "seed" && (value === true || value > 0));

/** Answers {panel}; `onSick(on)` hears whether anything is switched on, `say(text)` shows errors. */
export function createFaults(store, { onSick, say }) {
  const rows = [];

  function show(faults) {
    for (const { name, show: showRow } of rows) showRow(faults[name] ?? 0);
    onSick(isSick(faults));
  }

  async function run(call) {
    try {
      await call();
      show(await api.readFaults());
    } catch (error) {
      say(`ทำไม่สำเร็จค่ะ (${error.message})`);
    }
  }

  const put = (change) => run(() => api.putFaults(change));
  const build = (fault) => {
    const built = fault.kind === "flag" ? flagRow(fault, put) : numberRow(fault, put);
    rows.push(built);
    return built.row;
  };
  const groups = GROUPS.map(([title, faults]) =>
    h("fieldset", null, h("legend", null, title), faults.map(build)),
  );
  const well = button({ class: "wide-button", onclick: () => run(api.clearFaults) }, "หายป่วยทั้งหมด");
  const hint = h("p", { class: "panel-hint" }, "ลองทำให้ LINE ขัดข้อง แล้วดูว่าบอตยังตอบครบและไม่ตอบซ้ำ");
  const refresh = () => run(async () => {});
  const panel = createPanel("ทำให้ LINE ป่วย", h("div", { class: "panel-body" }, hint, groups, well), refresh);
  store.on("faults", refresh);
  return { panel };
}
