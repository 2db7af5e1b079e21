/** Words in a bubble: text, textV2, LINE emoji, links and mentions. */
import { h } from "../dom.js";

const LINK = /(https?:\/\/[^\s]+)/;

const emoji = () => h("span", { class: "line-emoji", role: "img", "aria-label": "อีโมจิ" }, "☺");

function withLinks(text) {
  return text
    .split(LINK)
    .map((part, index) =>
      index % 2 ? h("a", { href: part, target: "_blank", rel: "noopener noreferrer" }, part) : part,
    );
}

/** LINE emoji stand where `$` is, at UTF-16 positions (reference, "Text message"). */
function withEmoji(text, emojis) {
  const parts = [];
  let from = 0;
  for (const { index } of [...emojis].sort((a, b) => a.index - b.index)) {
    parts.push(withLinks(text.slice(from, index)), emoji());
    from = index + 1;
  }
  return [...parts, withLinks(text.slice(from))];
}

function substitute(name, substitution) {
  const known = substitution?.[name];
  if (known?.type === "emoji") return emoji();
  if (known?.type === "mention")
    return h("span", { class: "mention" }, known.mentionee?.type === "all" ? "@ทุกคน" : "@สมาชิก");
  return `{${name}}`;
}

/** textV2 writes `{name}` for what is put in, and `{{` for a brace. */
function textV2({ text, substitution }) {
  return text.split(/(\{\{|\}\}|\{[^{}]+\})/).map((part) => {
    if (part === "{{" || part === "}}") return part[0];
    return /^\{.+\}$/.test(part) ? substitute(part.slice(1, -1), substitution) : withLinks(part);
  });
}

export function renderWords(message) {
  const parts =
    message.type === "textV2" ? textV2(message) : withEmoji(message.text ?? "", message.emojis ?? []);
  return h("div", { class: "bubble-text" }, parts);
}
