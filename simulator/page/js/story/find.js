/** Finding on a phone what a finger would tap, as a person does: by its words, the newest first. */
const plain = (text) => (text ?? "").replace(/\s+/g, " ").trim();

const visible = (node) => node.getClientRects().length > 0 && !node.disabled;

function labelled(node, label) {
  return [node.dataset.tap, node.textContent, node.getAttribute("aria-label")].some(
    (words) => plain(words) === label,
  );
}

function tapsIn(place, label) {
  return [...place.querySelectorAll("[data-tap]")].filter((node) => visible(node) && labelled(node, label));
}

/** The part of a bubble that must hold the words: one card of a carousel, or all of it. */
const cardOf = (node) => node.closest(".carousel > *") ?? node.closest("[data-message-id]") ?? node;

/**
 * The newest tappable thing on the phone (its section element) that says `label`, in a card that contains
 * `within` if given; null when there is none.
 */
export function findTap(section, label, within) {
  const wanted = plain(label);
  const places = [
    section.querySelector(".chips"),
    ...[...section.querySelectorAll("[data-message-id]")].reverse(),
    section.querySelector(".rich-menu"),
  ];
  for (const place of places.filter(Boolean)) {
    const found = tapsIn(place, wanted).find(
      (node) => !within || plain(cardOf(node).textContent).includes(plain(within)),
    );
    if (found) return found;
  }
  return null;
}

/** Whether `message` shows the words `text`, given all the words of it. */
export const says = (words, text) => plain(words).includes(plain(text));
