/**
 * What the page knows, and who wants to hear when it changes. Topics: "people", "active", "paid",
 * "connection", "log", "faults", and "phone:<user id>". Listeners run once per turn, however often a
 * topic was touched in it.
 */
export function createStore() {
  const state = {
    bot: {},
    people: [],
    phones: new Map(),
    active: null,
    paid: 0,
    quota: {},
    story: false,
    online: true,
    log: [],
  };
  const listeners = new Map();
  const touched = new Set();

  function flush() {
    const topics = [...touched];
    touched.clear();
    for (const topic of topics) for (const listener of listeners.get(topic) ?? []) listener();
  }

  /** Tells the listeners of `topic`, after the present turn. */
  function touch(topic) {
    if (touched.size === 0) queueMicrotask(flush);
    touched.add(topic);
  }

  /** Calls `listener` whenever `topic` was touched; answers the function that stops it. */
  function on(topic, listener) {
    if (!listeners.has(topic)) listeners.set(topic, new Set());
    listeners.get(topic).add(listener);
    return () => listeners.get(topic).delete(listener);
  }

  return { state, on, touch };
}

/** The phone of `uid`; an empty one until it was fetched. */
export function phoneOf(store, uid) {
  const { phones } = store.state;
  if (!phones.has(uid))
    phones.set(uid, {
      messages: new Map(),
      quickReply: null,
      richMenu: null,
      loadingUntil: null,
      fetched: false,
    });
  return phones.get(uid);
}

export const personOf = (store, uid) => store.state.people.find((person) => person.user_id === uid);

/** The phone's messages, oldest first. */
export const messagesOf = (store, uid) =>
  [...phoneOf(store, uid).messages.values()].sort((a, b) => a.seq - b.seq);

export function setPeople(store, { bot, people, paid, quota, story }) {
  Object.assign(store.state, { bot, people, story: Boolean(story) });
  if (!personOf(store, store.state.active)) setActive(store, people[0]?.user_id ?? null);
  setPaid(store, paid, quota);
  store.touch("people");
}

/** Takes what GET /phones/<uid> said; `newer` are messages that arrived while it was on its way. */
export function setPhone(store, uid, answer, newer = []) {
  const phone = phoneOf(store, uid);
  phone.messages = new Map([...answer.messages, ...newer].map((message) => [message.id, message]));
  Object.assign(phone, {
    quickReply: answer.quick_reply,
    richMenu: answer.rich_menu,
    loadingUntil: answer.loading_until,
    fetched: true,
  });
  Object.assign(personOf(store, uid) ?? {}, answer.person);
  store.touch(`phone:${uid}`);
  store.touch("people");
}

export function putMessage(store, uid, message) {
  const phone = phoneOf(store, uid);
  phone.messages.set(message.id, message);
  if (message.from === "bot") phone.loadingUntil = null;
  store.touch(`phone:${uid}`);
}

export function setLoading(store, uid, until) {
  phoneOf(store, uid).loadingUntil = until;
  store.touch(`phone:${uid}`);
}

/** A tapped quick reply vanishes at once, as on LINE; what the server says next wins. */
export function dropQuickReply(store, uid) {
  phoneOf(store, uid).quickReply = null;
  store.touch(`phone:${uid}`);
}

export function setActive(store, uid) {
  if (store.state.active === uid) return;
  store.state.active = uid;
  store.touch("active");
}

export function setPaid(store, paid, quota) {
  Object.assign(store.state, { paid, quota: quota ?? store.state.quota });
  store.touch("paid");
}

export function setOnline(store, online) {
  if (store.state.online === online) return;
  store.state.online = online;
  store.touch("connection");
}
