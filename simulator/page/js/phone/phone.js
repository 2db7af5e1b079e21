/** One person's phone, put together from its parts. */
import * as api from "../api.js";
import { h } from "../dom.js";
import { personOf, phoneOf, setActive } from "../store.js";
import { showNotice } from "../notice.js";
import { createActions } from "./actions.js";
import { createChat } from "./chat.js";
import { createComposer } from "./composer.js";
import { createFriendBar, createHeader, createPlate } from "./header.js";
import { createMessageMenu } from "./messagemenu.js";
import { createQuickReply } from "./quickreply.js";
import { createRichMenu } from "./richmenu.js";

const ON_SCREEN = ["header", "chat", "chips", "composer", "friendBar", "menu"];

/** What the parts of a phone share: sending, speaking up, and reaching each other. */
function createCore(store, sync, uid, element) {
  return {
    uid,
    element,
    say: (text) => showNotice(element, text),
    /** Runs a door's call; answers whether the door took it. */
    async send(call) {
      try {
        await call();
        if (!store.state.online) sync.refetch(uid);
        return true;
      } catch (error) {
        showNotice(element, `ส่งไม่สำเร็จค่ะ (${error.message})`);
        return false;
      }
    },
  };
}

function markReadWhenSeen(store, uid) {
  let asking = false;
  return async () => {
    const seen = store.state.active === uid && document.visibilityState === "visible";
    if (!seen || asking || !personOf(store, uid)?.unread) return;
    asking = true;
    try {
      await api.markRead(uid);
      personOf(store, uid).unread = 0;
      store.touch("people");
    } catch {
      // Asked again when the phone is next drawn.
    } finally {
      asking = false;
    }
  };
}

function connect(phone, parts) {
  phone.act = createActions(phone);
  phone.watchBubble = createMessageMenu(phone);
  phone.showMenu = (open) => parts.menu.show(open);
  phone.focusComposer = (text) => parts.composer.focus(text);
  phone.quote = (message) => parts.composer.quote(message);
}

function createParts(store, phone) {
  return {
    plate: createPlate(store, phone.uid),
    header: createHeader(store, phone),
    chat: createChat(store, phone),
    chips: createQuickReply(store, phone),
    composer: createComposer(phone),
    friendBar: createFriendBar(store, phone),
    menu: createRichMenu(store, phone),
  };
}

/** What to draw anew for each topic of the store. */
function createDrawing(store, uid, section, parts) {
  const markRead = markReadWhenSeen(store, uid);
  return {
    markRead,
    people() {
      const friend = parts.friendBar.render();
      for (const name of ["plate", "header"]) parts[name].render();
      parts.chat.invite(friend);
      parts.composer.element.hidden = !friend;
      parts.menu.element.classList.toggle("away", !friend);
      markRead();
    },
    chat() {
      for (const name of ["chat", "chips", "menu"]) parts[name].render();
      section.toggleAttribute("data-ready", phoneOf(store, uid).fetched);
      markRead();
    },
    active() {
      const active = store.state.active === uid;
      section.classList.toggle("active", active);
      parts.chat.readAloud(active);
      markRead();
    },
  };
}

/** Draws now and whenever the store changes; answers the function that stops it. */
function keepDrawn(store, uid, draw) {
  const offs = [
    store.on("people", draw.people),
    store.on(`phone:${uid}`, draw.chat),
    store.on("active", draw.active),
  ];
  document.addEventListener("visibilitychange", draw.markRead);
  for (const name of ["people", "chat", "active"]) draw[name]();
  return () => {
    for (const off of offs) off();
    document.removeEventListener("visibilitychange", draw.markRead);
  };
}

function createSection(store, uid) {
  const { name } = personOf(store, uid);
  const names = { "data-user-id": uid, "data-testid": `phone-${uid}`, "aria-label": name };
  const section = h("section", { class: "phone", ...names });
  section.addEventListener("pointerdown", () => setActive(store, uid), true);
  section.addEventListener("focusin", () => setActive(store, uid));
  return section;
}

/** Answers the phone: `{uid, element, act, toEnd(), remove()}`. */
export function createPhone(store, sync, uid) {
  const section = createSection(store, uid);
  const screen = h("div", { class: "screen" });
  const phone = createCore(store, sync, uid, screen);
  const parts = {};
  connect(phone, parts);
  Object.assign(parts, createParts(store, phone));
  screen.append(...ON_SCREEN.map((name) => parts[name].element));
  section.append(parts.plate.element, screen);
  const stop = keepDrawn(store, uid, createDrawing(store, uid, section, parts));
  const remove = () => {
    stop();
    section.remove();
  };
  return { uid, element: section, act: phone.act, toEnd: parts.chat.toEnd, remove };
}
