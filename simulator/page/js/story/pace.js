/** How fast the story goes, and how it is stopped. */
const PATIENCE = 30_000;
const LOOK_EVERY = 60;

export class Stopped extends Error {}

/** Answers {pause(ms), stop(), check(), setSpeed(times)}; every pause ends early when the story is stopped. */
export function createPace() {
  let speed = 1;
  let stopped = false;
  let wake = () => {};
  const check = () => {
    if (stopped) throw new Stopped();
  };
  return {
    check,
    setSpeed: (times) => (speed = times),
    stop() {
      stopped = true;
      wake();
    },
    /** Waits `ms` at normal speed. */
    async pause(ms) {
      check();
      await new Promise((resolve) => {
        wake = resolve;
        setTimeout(resolve, ms / speed);
      });
      check();
    },
  };
}

/** Looks with `look` until it answers something; raises `complaint` when that takes too long. */
export async function waitUntil(look, pace, complaint) {
  const deadline = Date.now() + PATIENCE;
  for (;;) {
    pace.check();
    const found = look();
    if (found) return found;
    if (Date.now() > deadline) throw new Error(complaint);
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY));
  }
}
