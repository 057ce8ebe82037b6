// Word on the web writes a list of its own around every item; the level, and how the marker is made
// up, are attributes. The items become paragraphs as Word for Windows writes them.
import { BY_ATTRIBUTE, counterOfCss } from "./counters.js";
import { noteOf } from "./word.js";

export function asDesktopWord(body, styles) {
  const counts = new Map(); // list → the marker of each level as counted so far
  for (const wrapper of body.querySelectorAll(".ListContainerWrapper")) {
    const made = [...wrapper.querySelectorAll("li")].map((item) => paragraphOf(item, counts, styles));
    wrapper.replaceWith(...made);
  }
}

/** Gives the marks of notes the brackets that Word for Windows writes around them. */
export function writeNotes(body) {
  for (const mark of body.querySelectorAll("[class*=FootnoteReference], [class*=EndnoteReference]")) {
    if (!isNoteOfWeb(mark) || mark.parentNode.closest("[data-note]")) continue;
    mark.setAttribute("data-note", mark.closest("[class*=FootnoteText], [class*=EndnoteText]") ? "label" : "mark");
    const text = mark.textContent.trim();
    if (/^[\p{L}\p{N}*]{1,6}$/u.test(text)) mark.textContent = `[${text}]`;
  }
}

function isNoteOfWeb(element) {
  const link = element.closest("a");
  return /(^|\s)(Mso)?(Foot|End)noteReference/.test(element.getAttribute("class")) && element.tagName !== "P" && !(link && noteOf(link));
}

function paragraphOf(item, counts, styles) {
  const page = item.ownerDocument;
  const paragraph = page.createElement("p");
  const marker = page.createElement("span");
  const level = Math.min(Math.max(Number(item.dataset.ariaLevel) || 1, 1), 9);
  paragraph.setAttribute("data-css", `mso-list:l0 level${level} lfo1`);
  marker.setAttribute("data-css", "mso-list:Ignore");
  marker.textContent = item.parentNode.tagName === "OL" ? markerOf(item, level, counts, styles) : "•";
  paragraph.append(marker, ...contentOf(item));
  return paragraph;
}

// The item holds one paragraph; its content is that of ours.
function contentOf(item) {
  const only = item.childElementCount === 1 && item.firstElementChild.tagName === "P" ? item.firstElementChild : item;
  return [...only.childNodes];
}

function markerOf(item, level, counts, styles) {
  const list = item.parentNode;
  const held = counts.get(item.dataset.listid ?? "") ?? [];
  counts.set(item.dataset.listid ?? "", held);
  const before = [...list.children].filter((one) => one.tagName === "LI").indexOf(item);
  const start = Number.parseInt(list.getAttribute("start") ?? "1", 10);
  const style = styleOf(item, styles) ?? styleOf(list, styles) ?? BY_ATTRIBUTE[list.getAttribute("type")] ?? "decimal";
  held[level] = counterOfCss(style, (Number.isNaN(start) ? 1 : start) + before);
  held.length = level + 1;
  const form = /%\d/.test(item.dataset.leveltext ?? "") ? item.dataset.leveltext : `%${level}.`;
  return form.replace(/%(\d)/g, (_all, digit) => held[Number(digit)] ?? "");
}

function styleOf(element, styles) {
  return styles.of(element).get("list-style-type");
}
