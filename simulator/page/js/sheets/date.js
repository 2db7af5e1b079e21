/** The date, time and date-with-time picker of LINE's datetimepicker action. */
import { button, h } from "../dom.js";
import { icon } from "../icons.js";
import { dayFromToday, longThaiDate, shiftDay } from "../time.js";
import { footButtons, openSheet } from "./sheet.js";

const INPUT = { date: "date", time: "time", datetime: "datetime-local" };
const TITLE = { date: "เลือกวันที่", time: "เลือกเวลา", datetime: "เลือกวันและเวลา" };

// LINE also allows a small t between day and time.
const asInput = (value) => value?.replace("t", "T");

function startValue({ mode, initial, min, max }) {
  const now = { date: dayFromToday(0), time: "08:00", datetime: `${dayFromToday(0)}T08:00` }[mode];
  const wanted = asInput(initial) ?? now;
  if (min && wanted < asInput(min)) return asInput(min);
  if (max && wanted > asInput(max)) return asInput(max);
  return wanted;
}

/** Why `value` can't be taken, or "" when it can. */
function objection(value, { mode, min, max }) {
  const nice = (limit) => (mode === "time" ? limit : longThaiDate(limit.slice(0, 10)));
  if (!value) return "กรุณาเลือกก่อนนะคะ";
  if (min && value < asInput(min)) return `เลือกได้ตั้งแต่ ${nice(min)}`;
  if (max && value > asInput(max)) return `เลือกได้ถึง ${nice(max)}`;
  return "";
}

function dayStepper(input, changed) {
  const step = (days) => () => {
    if (!input.value) return;
    input.value = shiftDay(input.value, days);
    changed();
  };
  return [
    button({ class: "plain", "aria-label": "วันก่อน", onclick: step(-1) }, icon("left")),
    input,
    button({ class: "plain", "aria-label": "วันถัดไป", onclick: step(1) }, icon("right")),
  ];
}

function form(action, finish) {
  const { mode } = action;
  const input = h("input", {
    type: INPUT[mode],
    "aria-label": TITLE[mode],
    "data-first": true,
    min: asInput(action.min),
    max: asInput(action.max),
  });
  input.value = startValue(action);
  const said = h("p", { class: "sheet-said", "aria-live": "polite" });
  const { accept, foot } = footButtons(
    () => finish(),
    () => finish(input.value),
  );
  const changed = () => {
    const wrong = objection(input.value, action);
    accept.disabled = Boolean(wrong);
    said.textContent =
      wrong || (mode === "time" ? `${input.value} น.` : longThaiDate(input.value.slice(0, 10)));
    said.classList.toggle("wrong", Boolean(wrong));
  };
  input.addEventListener("input", changed);
  changed();
  return h(
    "div",
    { class: "sheet-form" },
    h("div", { class: "date-row" }, mode === "date" ? dayStepper(input, changed) : input),
    said,
    foot,
  );
}

/** Asks for a day or time within the action's limits; answers LINE's params ({date: "2026-11-26"}) or null. */
export async function pickDate(phone, action) {
  const value = await openSheet(phone, TITLE[action.mode], (finish) => form(action, finish));
  return value && { [action.mode]: value };
}
