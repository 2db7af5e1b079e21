/** The bar above the phones: the story, the paid counter, and the doors to what lies behind. */
import { button, h } from "../dom.js";
import { icon } from "../icons.js";

function counter(store) {
  const words = h("span");
  const element = h("div", { class: "paid", title: "ข้อความที่คิดเงินเดือนนี้ / โควตา" }, icon("coin", 18), words);
  function render() {
    const { paid, quota } = store.state;
    const limit = quota?.limit;
    words.replaceChildren(
      h("span", { class: "wide-only" }, "ข้อความเสียเงิน "),
      h("b", null, String(paid)),
      limit ? h("small", null, ` / ${limit}`) : "",
    );
    element.setAttribute("aria-label", `ข้อความเสียเงิน ${paid}${limit ? ` จากโควตา ${limit}` : ""}`);
    element.classList.toggle("over", Boolean(limit) && (quota.used ?? paid) >= limit);
  }
  store.on("paid", render);
  render();
  return element;
}

function connection(store) {
  const element = h("div", { class: "offline", role: "status", hidden: true }, "ขาดการเชื่อมต่อ กำลังต่อใหม่…");
  store.on("connection", () => (element.hidden = store.state.online));
  return element;
}

const tool = (name, label, onclick, extra = "") =>
  button(
    { class: `tool ${extra}`, "aria-label": label, title: label, onclick },
    icon(name, 20),
    h("span", { class: "wide-only" }, label),
  );

/** `deeds`: {play, openDrawer, openFaults, addPerson}. Answers {element, setSick(on)}. */
export function createTopbar(store, deeds) {
  const play = tool("play", "เล่นเรื่องให้ดู", deeds.play, "main-tool");
  const sick = tool("sick", "ทำให้ LINE ป่วย", deeds.openFaults);
  const showPlay = () => (play.hidden = !store.state.story);
  store.on("people", showPlay);
  showPlay();
  const tools = h(
    "div",
    { class: "tools" },
    play,
    tool("person", "เพิ่มคนใหม่", deeds.addPerson),
    tool("drawer", "เบื้องหลัง", deeds.openDrawer),
    sick,
  );
  const title = h("h1", null, "สานพลัง", h("span", { class: "title-rest" }, " · LINE จำลอง"));
  const element = h("header", { class: "topbar" }, title, counter(store), tools, connection(store));
  return { element, setSick: (on) => sick.toggleAttribute("data-sick", on) };
}
