/** Puts the page together. */
import { h } from "./dom.js";
import { addNewcomer } from "./frame/newcomer.js";
import { createPhoneRow } from "./frame/row.js";
import { createSwitcher } from "./frame/switcher.js";
import { createTopbar } from "./frame/topbar.js";
import { showNotice } from "./notice.js";
import { createDrawer } from "./panels/drawer.js";
import { createFaults } from "./panels/faults.js";
import { createStore, setActive } from "./store.js";
import { createStoryBar } from "./story/bar.js";
import { startSync } from "./sync.js";

const root = document.getElementById("app");
const store = createStore();
const say = (text) => showNotice(root, text);
const onError = (error) => say(`ติดต่อ LINE จำลองไม่ได้ (${error.message})`);

const drawer = createDrawer(store, onError);
const sync = startSync(store, { onError, onLog: drawer.heard });
const row = createPhoneRow(store, sync);

function go(uid) {
  setActive(store, uid);
  row.bring(uid);
}

const story = createStoryBar({ store, phone: row.phone, go, say });
const faults = createFaults(store, { say, onSick: (on) => topbar.setSick(on) });

function openOnly(panel) {
  for (const other of [drawer.panel, faults.panel]) if (other !== panel) other.close();
  if (panel.isOpen()) panel.close();
  else panel.open();
}

const topbar = createTopbar(store, {
  play: story.play,
  openDrawer: () => openOnly(drawer.panel),
  openFaults: () => openOnly(faults.panel),
  async addPerson() {
    const uid = await addNewcomer(root);
    if (!uid) return;
    await sync.reload();
    queueMicrotask(() => go(uid));
  },
});

root.append(
  topbar.element,
  createSwitcher(store, go),
  h("div", { class: "stage" }, row.element, drawer.panel.element, faults.panel.element),
  story.element,
);
