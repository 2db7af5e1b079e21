/**
 * Fetching that never lets an old answer overwrite newer news: one fetch at a time, and one more after it
 * when something happened while it was on its way.
 *
 * `fetch(news)` does the fetching; `news` collects what `heard(item)` was told meanwhile.
 * Answers {ask(), heard(item)}; the promise of `ask` is kept once an answer asked for later is in.
 */
export function createFlight(fetch) {
  let flying = null;
  let news = null;
  let again = false;

  async function fly() {
    do {
      again = false;
      news = [];
      await fetch(news);
    } while (again);
    flying = null;
    news = null;
  }

  function ask() {
    again = true;
    flying = flying ?? fly();
    return flying;
  }

  function heard(item) {
    if (!flying) return;
    again = true;
    if (item) news.push(item);
  }

  return { ask, heard };
}
