/** Choosing a place to send: a few in Roi Et, or any by its coordinates. */
import { button, h } from "../dom.js";
import { drawMap } from "../map.js";
import { footButtons, openSheet } from "./sheet.js";

const PLACES = [
  { title: "บึงพลาญชัย", address: "อ.เมืองร้อยเอ็ด จ.ร้อยเอ็ด", latitude: 16.0556, longitude: 103.6527 },
  { title: "ตัวอำเภอเสลภูมิ", address: "อ.เสลภูมิ จ.ร้อยเอ็ด", latitude: 16.0297, longitude: 103.9411 },
  { title: "ตัวอำเภอโพนทอง", address: "อ.โพนทอง จ.ร้อยเอ็ด", latitude: 16.3003, longitude: 103.9786 },
  { title: "ตัวอำเภอเมยวดี", address: "อ.เมยวดี จ.ร้อยเอ็ด", latitude: 16.3814, longitude: 104.1503 },
  { title: "ตัวอำเภอสุวรรณภูมิ", address: "อ.สุวรรณภูมิ จ.ร้อยเอ็ด", latitude: 15.6086, longitude: 103.8017 },
];

const placeButton = (finish) => (place) =>
  button(
    { class: "place-choice", onclick: () => finish(place) },
    drawMap(place),
    h("span", null, h("b", null, place.title), h("small", null, place.address)),
  );

const numberField = (label, value, limit) => {
  const input = h("input", { type: "number", step: "any", min: -limit, max: limit, "aria-label": label });
  input.value = value;
  return { input, row: h("label", { class: "field" }, h("span", null, label), input) };
};

function ownPlace(finish) {
  const latitude = numberField("ละติจูด", "16.0538", 90);
  const longitude = numberField("ลองจิจูด", "103.6520", 180);
  const { foot } = footButtons(
    () => finish(),
    () => {
      if (![latitude.input, longitude.input].every((input) => input.value && input.reportValidity())) return;
      finish({
        title: "ตำแหน่งที่ปักหมุด",
        latitude: Number(latitude.input.value),
        longitude: Number(longitude.input.value),
      });
    },
  );
  return h("div", { class: "sheet-form" }, h("div", { class: "fields" }, latitude.row, longitude.row), foot);
}

/** Answers {title, address?, latitude, longitude} or null. The places are approximate. */
export function pickLocation(phone) {
  return openSheet(phone, "ส่งตำแหน่ง", (finish) => [
    h("p", { class: "sheet-hint" }, "พิกัดโดยประมาณ ใช้สำหรับสาธิต"),
    h("div", { class: "place-list" }, PLACES.map(placeButton(finish))),
    ownPlace(finish),
  ]);
}
