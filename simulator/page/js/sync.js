/** Keeps the store as the simulator has it: a fetch at the start and after every gap, events in between. */
import * as api from "./api.js";
import { keepListening } from "./sse.js";
import { putMessage, setLoading, setOnline, setPaid, setPeople, setPhone } from "./store.js";

/** Starts syncing; answers `{refetch(uid), reload()}`. */
export function startSync(store, { onError, onLog }) {
  const flights = new Map();

  async function fetchPhone(uid) {
    const flight = { newer: [], again: false };
    flights.set(uid, flight);
    try {
      setPhone(store, uid, await api.getPhone(uid), flight.newer);
    } catch (error) {
      onError(error);
    } finally {
      flights.delete(uid);
      if (flight.again) refetch(uid);
    }
  }

  /** Fetches a phone anew; while one fetch is on its way, a second waits for it. */
  function refetch(uid) {
    const flight = flights.get(uid);
    if (flight) flight.again = true;
    else fetchPhone(uid);
  }

  async function reload() {
    try {
      const answer = await api.listPhones();
      setPeople(store, answer);
      for (const person of answer.people) refetch(person.user_id);
    } catch (error) {
      onError(error);
    }
  }

  const known = (uid) => store.state.people.some((person) => person.user_id === uid);
  const handlers = {
    message({ user_id: uid, message }) {
      flights.get(uid)?.newer.push(message);
      putMessage(store, uid, message);
    },
    phone: ({ user_id: uid }) => (known(uid) ? refetch(uid) : reload()),
    loading: ({ user_id: uid, until }) => setLoading(store, uid, until),
    paid: ({ paid, quota }) => setPaid(store, paid, quota),
    log: ({ entry }) => onLog(entry),
    faults: () => store.touch("faults"),
    reset: reload,
  };

  keepListening("/events", {
    opened() {
      setOnline(store, true);
      reload();
      store.touch("faults");
    },
    heard: (event) => handlers[event.type]?.(event),
    lost: () => setOnline(store, false),
  });
  return { refetch, reload };
}
