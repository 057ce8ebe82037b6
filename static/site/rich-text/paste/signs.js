// What a page shows without words of its own - emoji as pictures, boxes to tick, the marks of a
// quotation, tabs, a raised character in a raised one - written out as words, before the page is read.

import { positionOf } from "./formats.js";

const PICTURED = /^[\p{Extended_Pictographic}\p{Emoji_Component}\s]{1,40}$/u;
const RAISED = "sup, sub, [data-css*='vertical-align']";
const MOST_RAISED = 2000; // elements that are looked at

/** Writes them into the page. */
export function writeSigns(body, styles) {
  for (const picture of body.querySelectorAll("img")) {
    const emoji = emojiOf(picture);
    if (emoji) picture.replaceWith(emoji);
  }
  for (const box of body.querySelectorAll("input[type=checkbox i], input[type=radio i]")) {
    const isOn = box.hasAttribute("checked");
    box.replaceWith(box.type === "radio" ? (isOn ? "◉ " : "○ ") : isOn ? "☑ " : "☐ ");
  }
  for (const item of body.querySelectorAll("li[role=checkbox], li[data-checked]")) {
    if (/^\s*[☑☐]/.test(item.textContent)) continue;
    const isOn = (item.getAttribute("aria-checked") ?? item.dataset.checked) === "true";
    (item.querySelector("p") ?? item).prepend(isOn ? "☑ " : "☐ ");
  }
  for (const box of body.querySelectorAll("[role=checkbox][aria-checked]:not(li)")) {
    if (!box.textContent.trim()) box.textContent = box.getAttribute("aria-checked") === "true" ? "☑ " : "☐ ";
  }
  for (const quoted of body.querySelectorAll("q")) {
    const isInner = quoted.parentNode.closest("q") !== null;
    quoted.prepend(isInner ? "‘" : "“");
    quoted.append(isInner ? "’" : "”");
  }
  for (const gap of body.querySelectorAll("[data-css*='mso-tab-count'], .TabRun")) {
    const [, count] = /mso-tab-count:\s*(\d{1,2})/i.exec(gap.getAttribute("data-css") ?? "") ?? ["", 1];
    gap.textContent = "\t".repeat(Number(count));
  }
  writeRaised(body, styles);
}

function emojiOf(picture) {
  const named = picture.dataset.emoji ?? picture.dataset.plainText ?? picture.getAttribute("alt") ?? "";
  if (PICTURED.test(named) && /[^\x00-\x7f]/.test(named)) return named.trim();
  const isEmoji = /emoji/i.test(`${picture.getAttribute("itemtype")} ${picture.getAttribute("class")}`) || picture.dataset.stringifyEmoji;
  return isEmoji ? picture.dataset.stringifyEmoji ?? named : "";
}

// Characters are raised once: 2<sup>3<sup>2</sup></sup> reads 2 with "3^2" raised. An element that
// raises all that another one has raised, as Word writes it, raises nothing more.
function writeRaised(body, styles) {
  const raises = (element) => element.matches(RAISED) && positionOf(element, styles.of(element)) !== "";
  for (const inner of [...body.querySelectorAll(RAISED)].filter(raises).slice(0, MOST_RAISED)) {
    const outer = closest(inner.parentNode, body, raises);
    const words = inner.textContent.trim();
    if (!outer || !words || isNote(inner) || isNote(outer) || !hasOwnWords(outer, raises)) continue;
    const isWord = /^[\p{L}\p{N}]+$/u.test(words) && !/^[\p{L}\p{N}]/u.test(inner.nextSibling?.textContent ?? "");
    const sign = positionOf(inner, styles.of(inner)) === "super" ? "^" : "_";
    inner.prepend(isWord ? sign : `${sign}(`);
    if (!isWord) inner.append(")");
    inner.replaceWith(...inner.childNodes);
  }
}

function closest(element, body, holds) {
  let found = element;
  while (found && found !== body && !holds(found)) found = found.parentNode;
  return found === body ? null : found;
}

// Whether an element has words that no other one in it raises.
function hasOwnWords(element, raises) {
  return [...element.childNodes].some((node) => (node.nodeType === Node.TEXT_NODE ? node.data.trim() !== "" : node.nodeType === Node.ELEMENT_NODE && !raises(node) && hasOwnWords(node, raises)));
}

function isNote(element) {
  return /\bnote|reference/i.test(element.getAttribute("class") ?? "") || element.querySelector("a[href]") !== null;
}
