/** The simulator's HTTP doors, one function each. A refused call raises DoorError with what the door said. */
export class DoorError extends Error {
  constructor(status, text) {
    super(text || `HTTP ${status}`);
    this.status = status;
  }
}

async function call(method, path, body) {
  const response = await fetch(path, { method, ...encode(body) });
  const text = await response.text();
  if (!response.ok) throw new DoorError(response.status, messageIn(text));
  return text ? JSON.parse(text) : null;
}

function encode(body) {
  if (body === undefined) return {};
  if (body instanceof FormData) return { body };
  return { body: JSON.stringify(body), headers: { "Content-Type": "application/json" } };
}

function messageIn(text) {
  try {
    const { message, error } = JSON.parse(text);
    return message ?? error ?? text;
  } catch {
    return text.slice(0, 200);
  }
}

const door = (uid, name) => `/phones/${encodeURIComponent(uid)}/${name}`;

export const listPhones = () => call("GET", "/phones");
export const getPhone = (uid) => call("GET", `/phones/${encodeURIComponent(uid)}`);
export const addPerson = (person) => call("POST", "/phones", person);

export const sendText = (uid, text, quotedId) =>
  call("POST", door(uid, "text"), quotedId ? { text, quote_message_id: quotedId } : { text });
export const sendSticker = (uid, sticker) => call("POST", door(uid, "sticker"), sticker);
export const sendLocation = (uid, place) => call("POST", door(uid, "location"), place);
export const sendPostback = (uid, postback) => call("POST", door(uid, "postback"), postback);
export const follow = (uid) => call("POST", door(uid, "follow"), {});
export const block = (uid) => call("POST", door(uid, "unfollow"), {});
export const unsend = (uid, id) => call("POST", door(uid, "unsend"), { message_id: id });
export const markRead = (uid) => call("POST", door(uid, "read"), {});

/** Sends a picture: a File or Blob of type image/jpeg or image/png. */
export function sendImage(uid, picture) {
  const form = new FormData();
  form.append("file", picture, picture.name ?? "picture.png");
  return call("POST", door(uid, "image"), form);
}

export const richMenuImage = (id) => `/phones/richmenu/${encodeURIComponent(id)}/image`;
export const readLog = (after, limit) => call("GET", `/log?after=${after}&limit=${limit}`);
export const readFaults = () => call("GET", "/faults");
export const putFaults = (change) => call("PUT", "/faults", change);
export const clearFaults = () => call("DELETE", "/faults");
export const readStory = () => call("GET", "/story");
