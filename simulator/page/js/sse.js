/** The live line from the simulator. */
const FIRST_PAUSE = 500;
const LONGEST_PAUSE = 8_000;

/**
 * Keeps a line to `url` open for ever. `opened` runs at every (re)connection, so that what was missed can
 * be fetched; `heard` gets each event's JSON; `lost` runs when the line breaks.
 */
export function keepListening(url, { opened, heard, lost }) {
  let pause = FIRST_PAUSE;

  function connect() {
    const source = new EventSource(url);
    source.onopen = () => {
      pause = FIRST_PAUSE;
      opened();
    };
    source.onmessage = (event) => heard(JSON.parse(event.data));
    source.onerror = () => {
      lost();
      // The browser retries a broken line by itself, but gives up on an error answer.
      if (source.readyState === EventSource.CLOSED) retry();
    };
  }

  function retry() {
    setTimeout(connect, pause);
    pause = Math.min(pause * 2, LONGEST_PAUSE);
  }

  connect();
}
