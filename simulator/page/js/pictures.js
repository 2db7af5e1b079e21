/** Which pictures a phone may load: those on this machine. Everything else is drawn as a placeholder. */
import { h } from "./dom.js";
import { icon } from "./icons.js";

const LOOPBACK = new Set(["127.0.0.1", "localhost"]);

/**
 * The address to load `url` from, or null when it is not on this machine. LINE wants https, but nothing on
 * loopback has a certificate, so a loopback https address is fetched by http.
 */
export function localAddress(url) {
  let address;
  try {
    address = new URL(url, location.href);
  } catch {
    return null;
  }
  if (!/^https?:$/.test(address.protocol) || !LOOPBACK.has(address.hostname)) return null;
  if (address.origin !== location.origin) address.protocol = "http:";
  return address.href;
}

function placeholder(label) {
  return h("div", { class: "no-picture", role: "img", "aria-label": label }, icon("picture", 26));
}

/** A picture that becomes a placeholder when it may not or cannot be loaded. */
export function picture(url, { label = "รูปภาพ", fit = "cover" } = {}) {
  const address = url && localAddress(url);
  if (!address) return placeholder(label);
  const image = h("img", {
    src: address,
    alt: label,
    draggable: "false",
    class: "picture",
    style: { objectFit: fit },
  });
  image.addEventListener("error", () => image.replaceWith(placeholder(label)), { once: true });
  return image;
}
