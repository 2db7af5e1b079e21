/** One person's phone, put together from its parts. */
import * as api from "../api.js";
import { h } from "../dom.js";
import { dropQuickReply, personOf, phoneOf, setActive } from "../store.js";
import { showNotice } from "../notice.js";
import { createActions } from "./actions.js";
import { createChat } from "./chat.js";
import { createComposer } from "./composer.js";
import { createFriendBar, createHeader, createPlate } from "./header.js";
import { createMessageMenu } from "./messagemenu.js";
import { createQuickReply } from "./quickreply.js";
import { createRichMenu } from "./richmenu.js";

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

/** Answers the phone: `{uid, element, act, toEnd(), remove()}`. */
export function createPhone(store, sync, uid) {
  const person = personOf(store, uid);
  const screen = h("div", { class: "screen" });
  const section = h("section", { class: "phone", "data-user-id": uid, "data-testid": `phone-${uid}`, "aria-label": person.name });
  const phone = createCore(store, sync, uid, screen);
  const parts = {};
  connect(phone, parts);
  Object.assign(parts, {
    plate: createPlate(store, uid),
    header: createHeader(store, phone),
    chat: createChat(store, phone),
    chips: createQuickReply(store, phone),
    composer: createComposer(phone),
    friendBar: createFriendBar(store, phone),
    menu: createRichMenu(store, phone),
  });
  screen.append(...["header", "chat", "chips", "composer", "friendBar", "menu"].map((name) => parts[name].element));
  section.append(parts.plate.element, screen);

  const markRead = markReadWhenSeen(store, uid);
  const renderPeople = () => {
    parts.plate.render();
    parts.header.render();
    const friend = parts.friendBar.render();
    parts.composer.element.hidden = !friend;
    parts.menu.element.classList.toggle("away", !friend);
    markRead();
  };
  const renderChat = () => {
    for (const name of ["chat", "chips", "menu"]) parts[name].render();
    section.toggleAttribute("data-ready", phoneOf(store, uid).fetched);
    markRead();
  };
  const renderActive = () => {
    section.classList.toggle("active", store.state.active === uid);
    markRead();
  };
  section.addEventListener("pointerdown", () => setActive(store, uid), true);
  section.addEventListener("focusin", () => setActive(store, uid));
  document.addEventListener("visibilitychange", markRead);
  const offs = [store.on("people", renderPeople), store.on(`phone:${uid}`, renderChat), store.on("active", renderActive)];
  renderPeople();
  renderChat();
  renderActive();

  return {
    ...phone,
    element: section,
    toEnd: parts.chat.toEnd,
    forgetQuickReply: () => dropQuickReply(store, uid),
    remove() {
      for (const off of offs) off();
      document.removeEventListener("visibilitychange", markRead);
      section.remove();
    },
  };
}
