// What a page shows without words of its own - emoji as pictures, boxes to tick, the marks of a
// quotation, tabs, a raised character in a raised one - written out as words, before the page is read.

const PICTURED = /^[\p{Extended_Pictographic}\p{Emoji_Component}\s]{1,40}$/u;
const MOST_RAISED = 2000; // elements that are looked at

/** Writes them into the page. */
export function writeSigns(body) {
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
  for (const quoted of body.querySelectorAll("q")) {
    const isInner = quoted.parentNode.closest("q") !== null;
    quoted.prepend(isInner ? "‘" : "“");
    quoted.append(isInner ? "’" : "”");
  }
  for (const gap of body.querySelectorAll("[data-css*='mso-tab-count'], .TabRun")) {
    const [, count] = /mso-tab-count:\s*(\d{1,2})/i.exec(gap.getAttribute("data-css") ?? "") ?? ["", 1];
    gap.textContent = "\t".repeat(Number(count));
  }
  writeRaised(body);
}

function emojiOf(picture) {
  const named = picture.dataset.emoji ?? picture.dataset.plainText ?? picture.getAttribute("alt") ?? "";
  if (PICTURED.test(named) && /[^\x00-\x7f]/.test(named)) return named.trim();
  const isEmoji = /emoji/i.test(`${picture.getAttribute("itemtype")} ${picture.getAttribute("class")}`) || picture.dataset.stringifyEmoji;
  return isEmoji ? picture.dataset.stringifyEmoji ?? named : "";
}

// Characters are raised once: 2<sup>3<sup>2</sup></sup> reads 2 with "3^2" raised.
function writeRaised(body) {
  for (const inner of [...body.querySelectorAll("sup, sub")].slice(0, MOST_RAISED)) {
    const outer = inner.parentNode.closest("sup, sub");
    const words = inner.textContent.trim();
    if (!outer || !words || isNote(inner) || isNote(outer) || outer.textContent.trim() === words) continue;
    const isWord = /^[\p{L}\p{N}]+$/u.test(words) && !/^[\p{L}\p{N}]/u.test(inner.nextSibling?.textContent ?? "");
    const sign = inner.tagName === "SUP" ? "^" : "_";
    inner.prepend(isWord ? sign : `${sign}(`);
    if (!isWord) inner.append(")");
    inner.replaceWith(...inner.childNodes);
  }
}

function isNote(element) {
  return /\bnote|reference/i.test(element.getAttribute("class") ?? "") || element.querySelector("a[href]") !== null;
}
