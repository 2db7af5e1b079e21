/** The story's bar at the bottom: the caption, how far, how fast, and stop. */
import { readStory } from "../api.js";
import { button, h } from "../dom.js";
import { icon } from "../icons.js";
import { personOf } from "../store.js";
import { Stopped, createPace } from "./pace.js";
import { playStory } from "./player.js";

const SPEEDS = [
  ["ช้า", 0.6],
  ["ปกติ", 1],
  ["เร็ว", 2.5],
  ["เร็วมาก", 8],
];

function speedChoice() {
  const select = h(
    "select",
    { "aria-label": "ความเร็ว" },
    SPEEDS.map(([label, times]) => h("option", { value: String(times) }, label)),
  );
  select.value = "1";
  return select;
}

/** `stage`: {store, phone(uid), go(uid), say(text)}. Answers {element, play()}. */
export function createStoryBar({ store, phone, go, say }) {
  let pace = null;
  const count = h("span", { class: "story-count" });
  const who = h("b", { class: "story-who" });
  const note = h("p", { class: "story-note", "aria-live": "polite" });
  const speed = speedChoice();
  const stop = button({ class: "story-stop", onclick: leave }, icon("stop", 16), h("span", null, "หยุด"));
  const element = h(
    "div",
    { class: "story-bar", role: "region", "aria-label": "เล่นเรื่อง", hidden: true },
    h("div", { class: "story-words" }, count, who, note),
    speed,
    stop,
  );
  speed.addEventListener("change", () => pace?.setSpeed(Number(speed.value)));

  function leave() {
    pace?.stop();
    pace = null;
    element.hidden = true;
  }

  function caption(total) {
    return (number, step) => {
      count.textContent = `${number}/${total}`;
      who.textContent = personOf(store, step.who)?.name ?? "";
      if (step.note) note.textContent = step.note;
    };
  }

  function finish(state, text) {
    pace = null;
    element.dataset.state = state;
    note.textContent = text;
    stop.lastChild.textContent = "ปิด";
  }

  function begin(story) {
    pace = createPace();
    pace.setSpeed(Number(speed.value));
    element.dataset.state = "playing";
    stop.lastChild.textContent = "หยุด";
    note.textContent = story.title;
    element.hidden = false;
    return pace;
  }

  async function play() {
    if (pace) return;
    let mine = null;
    try {
      const story = await readStory();
      mine = begin(story);
      await playStory(story, { store, phone, go, pace: mine }, caption(story.steps.length));
      finish("done", "จบเรื่องแล้วค่ะ ลองพิมพ์เองต่อได้เลย");
    } catch (error) {
      if (error instanceof Stopped) return;
      if (mine) finish("failed", `หยุดที่ขั้นนี้: ${error.message}`);
      else say(`เปิดเรื่องไม่ได้ค่ะ (${error.message})`);
    }
  }

  return { element, play };
}
