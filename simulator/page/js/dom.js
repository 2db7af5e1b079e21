/** Elements are built here and nowhere else: data only ever becomes text nodes and attributes, never markup. */
const SVG = "http://www.w3.org/2000/svg";

function setStyle(node, style) {
  for (const [name, value] of Object.entries(style)) {
    if (value === undefined || value === null) continue;
    if (name.startsWith("--")) node.style.setProperty(name, value);
    else node.style[name] = value;
  }
}

function setProp(node, name, value) {
  if (value === undefined || value === null || value === false) return;
  if (name === "style") setStyle(node, value);
  else if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
  else if (name === "class") node.setAttribute("class", value);
  else if (name in node && !name.includes("-") && typeof value !== "string") node[name] = value;
  else node.setAttribute(name, value === true ? "" : String(value));
}

function build(node, props, children) {
  for (const [name, value] of Object.entries(props ?? {})) setProp(node, name, value);
  node.append(
    ...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false),
  );
  return node;
}

/** An HTML element. `onclick` and the like are listeners, `style` is an object, strings become text. */
export function h(tag, props, ...children) {
  return build(document.createElement(tag), props, children);
}

/** An SVG element; every prop is an attribute. */
export function s(tag, attrs, ...children) {
  const node = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attrs ?? {})) node.setAttribute(name, String(value));
  node.append(...children.flat(Infinity));
  return node;
}

/** A button with a visible label, or an icon with an aria-label. */
export function button(props, ...children) {
  return h("button", { type: "button", ...props }, ...children);
}

/**
 * Makes `parent` show `items` ({key, sig, build}) in order, building a node only where `sig` changed.
 * `cache` is a Map kept by the caller between calls.
 */
export function reconcile(parent, items, cache) {
  dropOthers(items, cache);
  let cursor = parent.firstChild;
  for (const item of items) {
    const before = cache.get(item.key)?.node;
    const node = nodeFor(item, cache);
    if (before && before !== node) before.replaceWith(node);
    if (before && before === cursor) cursor = node;
    if (node === cursor) cursor = cursor.nextSibling;
    else parent.insertBefore(node, cursor);
  }
}

function dropOthers(items, cache) {
  const keep = new Set(items.map((item) => item.key));
  for (const [key, { node }] of cache) {
    if (keep.has(key)) continue;
    node.remove();
    cache.delete(key);
  }
}

function nodeFor(item, cache) {
  const known = cache.get(item.key);
  if (known && known.sig === item.sig) return known.node;
  const node = item.build();
  cache.set(item.key, { sig: item.sig, node });
  return node;
}
