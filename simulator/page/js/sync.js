/** Keeps the store as the simulator has it: a fetch at the start and after every gap, events in between. */
import * as api from "./api.js";
import { createFlight } from "./flight.js";
import { keepListening } from "./sse.js";
import { putMessage, setLoading, setOnline, setPaid, setPeople, setPhone } from "./store.js";

/** Starts syncing; answers `{refetch(uid), reload()}`. `onLog(entry)` hears the log's new entries. */
export function startSync(store, { onError, onLog }) {
  const flights = new Map();
  const everyone = createFlight(carefully(fetchEveryone));

  function carefully(fetch) {
    return (news) => fetch(news).catch(onError);
  }

  async function fetchPhone(uid, news) {
    setPhone(store, uid, await api.getPhone(uid), news);
  }

  async function fetchEveryone() {
    const answer = await api.listPhones();
    setPeople(store, answer);
    for (const person of answer.people) flightOf(person.user_id).ask();
  }

  function flightOf(uid) {
    if (!flights.has(uid)) flights.set(uid, createFlight(carefully((news) => fetchPhone(uid, news))));
    return flights.get(uid);
  }

  const known = (uid) => store.state.people.some((person) => person.user_id === uid);
  const handlers = {
    message({ user_id: uid, message }) {
      flightOf(uid).heard(message);
      putMessage(store, uid, message);
    },
    phone: ({ user_id: uid }) => (known(uid) ? flightOf(uid).ask() : everyone.ask()),
    loading({ user_id: uid, until }) {
      flightOf(uid).heard();
      setLoading(store, uid, until);
    },
    paid({ paid, quota }) {
      everyone.heard();
      setPaid(store, paid, quota);
    },
    log: ({ entry }) => onLog(entry),
    faults: () => store.touch("faults"),
  };

  everyone.ask();
  keepListening("/events", {
    opened() {
      setOnline(store, true);
      everyone.ask();
      store.touch("faults");
    },
    heard: (event) => handlers[event.type]?.(event),
    lost: () => setOnline(store, false),
  });
  return { refetch: (uid) => flightOf(uid).ask(), reload: everyone.ask };
}
