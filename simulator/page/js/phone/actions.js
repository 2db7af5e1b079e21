/** What a tap does: LINE's action objects carried out through the doors. Source: reference, "Action objects". */
import * as api from "../api.js";
import { pickDate } from "../sheets/date.js";
import { pickLocation } from "../sheets/location.js";
import { pickPicture } from "../sheets/picture.js";

const LINE_SCHEME = /^(?:line:\/\/|https:\/\/line\.me\/R\/)nv\/(location|cameraRoll|camera)/;

/** LINE's own addresses do in the app what a picker does; anything else opens in a new tab. */
function openAddress(uri, phone, pickers) {
  const scheme = LINE_SCHEME.exec(uri);
  if (scheme) return pickers[scheme[1]]();
  if (uri.startsWith("tel:")) return phone.say(`โทร ${uri.slice(4)}`);
  if (/^https?:/.test(uri)) return void window.open(uri, "_blank", "noopener,noreferrer");
  return phone.say(uri);
}

function afterPostback({ inputOption, fillInText }, phone) {
  if (inputOption === "openRichMenu") phone.showMenu(true);
  if (inputOption === "closeRichMenu") phone.showMenu(false);
  if (inputOption === "openKeyboard") phone.focusComposer(fillInText);
}

async function copy(text, phone) {
  try {
    await navigator.clipboard.writeText(text);
    phone.say("คัดลอกแล้วค่ะ");
  } catch {
    phone.say(`คัดลอกไม่ได้ ข้อความคือ ${text}`);
  }
}

/**
 * `phone` is `{uid, element, send(call), say(text), showMenu(open), focusComposer(text)}`.
 * Answers `act(action)`.
 */
export function createActions(phone) {
  const { uid, element, send } = phone;
  const pickers = {
    async location() {
      const place = await pickLocation(element);
      if (place) send(() => api.sendLocation(uid, place));
    },
    async camera() {
      const picture = await pickPicture(element);
      if (picture) send(() => api.sendImage(uid, picture));
    },
  };
  pickers.cameraRoll = pickers.camera;

  const kinds = {
    ...pickers,
    message: ({ text }) => send(() => api.sendText(uid, text)),
    uri: ({ uri }) => openAddress(uri, phone, pickers),
    clipboard: ({ clipboardText }) => copy(clipboardText, phone),
    async postback(action) {
      const { data, displayText, text, inputOption } = action;
      await send(() => api.sendPostback(uid, { data, displayText: displayText ?? text, inputOption }));
      afterPostback(action, phone);
    },
    async datetimepicker(action) {
      const params = await pickDate(element, action);
      if (params) send(() => api.sendPostback(uid, { data: action.data, params }));
    },
    richmenuswitch: ({ data, richMenuAliasId }) =>
      send(() =>
        api.sendPostback(uid, { data, params: { newRichMenuAliasId: richMenuAliasId, status: "SUCCESS" } }),
      ),
  };
  return (action) => kinds[action.type]?.(action);
}
