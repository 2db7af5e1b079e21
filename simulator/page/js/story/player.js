/** Plays a story's steps through the same doors a person's finger uses. */
import { wordsOf } from "../message/index.js";
import { messagesOf, personOf } from "../store.js";
import { dayFromToday } from "../time.js";
import { says } from "./find.js";
import { answerPicker, tap, typeAndSend } from "./finger.js";
import { waitUntil } from "./pace.js";

/** A step's date for an input of `type`: "+1" is tomorrow, "+1T06:00" with its time, anything else as written. */
function dateFor(text) {
  const [, days, time] = /^\+(\d+)(?:T(.+))?$/.exec(text) ?? [];
  return (type) => {
    if (days === undefined) return text;
    const day = dayFromToday(Number(days));
    if (type === "time") return time ?? "08:00";
    return type === "date" ? day : `${day}T${time ?? "08:00"}`;
  };
}

const newestSeq = (store, uid) => messagesOf(store, uid).at(-1)?.seq ?? 0;

/**
 * Where on each phone the waiting begins: after that person's last deed, and from the last message
 * awaited on (two awaits may be answered by one message).
 */
function createMarks(store) {
  const marks = new Map(store.state.people.map(({ user_id: uid }) => [uid, newestSeq(store, uid) + 1]));
  return {
    acted: (uid) => marks.set(uid, newestSeq(store, uid) + 1),
    heard: (uid, message) => marks.set(uid, message.seq),
    find: (uid, text) =>
      messagesOf(store, uid).find(
        (message) =>
          message.from === "bot" &&
          message.seq >= (marks.get(uid) ?? 0) &&
          says(wordsOf(message.message), text),
      ),
  };
}

async function awaitWords({ store, marks, pace }, step) {
  const name = personOf(store, step.who)?.name ?? step.who;
  const message = await waitUntil(
    () => marks.find(step.who, step.await),
    pace,
    `รอข้อความ “${step.await}” ที่ ${name} แต่ไม่มา`,
  );
  marks.heard(step.who, message);
  await pace.pause(1_200);
}

async function act({ marks, pace }, step, section) {
  marks.acted(step.who);
  if (step.say) return typeAndSend(section, step.say, pace);
  if (step.tap) await tap(section, step, pace);
  if (step.date) await answerPicker(section, dateFor(step.date), pace);
  return undefined;
}

async function playStep(stage, step) {
  const phone = stage.phone(step.who);
  if (!phone) throw new Error(`ไม่มีโทรศัพท์ของ ${step.who}`);
  stage.go(step.who);
  await stage.pace.pause(500);
  if (step.await) await awaitWords(stage, step);
  else await act(stage, step, phone.element);
  await stage.pace.pause(600);
}

/** `stage`: {store, phone(uid), go(uid), pace}. `caption(number, step)` is told of each step before it is played. */
export async function playStory(story, stage, caption) {
  const scene = { ...stage, marks: createMarks(stage.store) };
  for (const [index, step] of story.steps.entries()) {
    caption(index + 1, step);
    await playStep(scene, step);
  }
}
