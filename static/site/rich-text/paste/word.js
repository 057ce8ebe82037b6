// What Word and Outlook write: items of lists as paragraphs, marks of footnotes, comments.
import { styleOfWord } from "./markers.js";

const LEVEL = /\b(l\d+) level(\d)/;
const OWN_STYLE = /^MsoList(Bullet|Number)(\d?)$/;
const CONTINUED = /^MsoList(Paragraph|Continue)/;
const PARAGRAPH = /^(P|DIV|H[1-6])$/;

const classOf = (element) => element.getAttribute("class") ?? "";

/** Whether the clipboard comes from a program of Office, where `lang` is that of its spelling check. */
export function isOffice(html) {
  return /urn:schemas-microsoft-com:office|class=["']?Mso|name=["']?(Generator|ProgId)["']? content=["']?(Microsoft|Word|Excel|LibreOffice|OpenOffice)/i.test(html.slice(0, 20000));
}

/**
 * What a paragraph is as an item of a list, with its marker taken out of it; null if it is none.
 *
 * @returns {?{level: number, marker: string, isBullet: boolean, named: string}} `named` is the style
 *   of number that Word gives in its head
 */
export function itemOf(element, styles) {
  if (!PARAGRAPH.test(element.tagName)) return null;
  const css = styles.of(element);
  const list = css.get("mso-list") ?? "";
  const own = OWN_STYLE.exec(classOf(element).split(" ")[0]);
  const found = LEVEL.exec(list);
  if (!found && !own && !isFiltered(element, styles)) return null;
  if (list === "none" || (list.startsWith("none") && !found)) return null;
  const level = found ? Number(found[2]) : levelOf(css, own);
  const rule = found ? styles.lists.get(`${found[1]}:level${found[2]}`) : null;
  const named = styleOfWord(rule?.get("mso-level-number-format"));
  const taken = takeMarker(element, styles);
  if (!taken && !own && !rule) return null;
  const isBullet = taken ? taken.isSymbol : own?.[1] === "Bullet" || rule?.get("mso-level-number-format") === "bullet";
  return { level, marker: taken?.text ?? "", isBullet, named };
}

/** Whether a paragraph goes on with the item before it. */
export function continuesItem(element) {
  return CONTINUED.test(classOf(element));
}

// A page saved as "filtered" has lost the names of its lists; the gap after the marker is left.
function isFiltered(element, styles) {
  return /^MsoListParagraph/.test(classOf(element)) && gapOf(element, styles) !== null;
}

function gapOf(element, styles) {
  return [...element.querySelectorAll("span")].slice(0, 4).find((span) =>
    /^7\.0pt /.test(styles.of(span).get("font") ?? "") && /^[\s\u00a0]+$/.test(span.textContent)) ?? null;
}

function levelOf(css, own) {
  if (own) return Number(own[2] || 1);
  const [, margin, unit] = /([\d.]+)(in|pt|cm)/.exec(css.get("margin-left") ?? css.get("margin") ?? "") ?? ["", "0.5", "in"];
  const inches = Number(margin) / { in: 1, pt: 72, cm: 2.54 }[unit];
  return Math.min(Math.max(Math.round(inches / 0.5), 1), 9);
}

/**
 * Takes the printed marker out of a paragraph: it is marked as such, or stands between two comments,
 * or before a gap.
 *
 * @returns {?{text: string, isSymbol: boolean}}
 */
export function takeMarker(element, styles) {
  const ignored = [...element.querySelectorAll("span")].filter((span) => /ignore/.test(styles.of(span).get("mso-list") ?? ""));
  const nodes = ignored.length ? ignored : betweenComments(element) ?? beforeGap(element, styles);
  if (!nodes.length) return null;
  const text = nodes.map((node) => node.textContent).join("").replace(/[\s\u00a0]+/g, " ").trim();
  const isSymbol = nodes.some((node) => isInSymbols(node, styles));
  nodes.forEach((node) => node.remove());
  return text ? { text, isSymbol } : null;
}

function betweenComments(element) {
  const walker = element.ownerDocument.createTreeWalker(element, NodeFilter.SHOW_COMMENT);
  let start = null;
  while ((start = walker.nextNode()) && !/!supportLists/.test(start.data));
  if (!start) return null;
  const nodes = [];
  for (let node = start.nextSibling; node && !(node.nodeType === Node.COMMENT_NODE && /endif/.test(node.data)); node = node.nextSibling) nodes.push(node);
  return nodes;
}

function beforeGap(element, styles) {
  const gap = gapOf(element, styles);
  if (!gap) return [];
  // The gap is within the span of the marker, or stands after it.
  const outer = gap.parentNode !== element && gap.parentNode.textContent.trim() ? gap.parentNode : null;
  return outer ? [outer] : [...element.childNodes].slice(0, [...element.childNodes].findIndex((node) => node.contains(gap)) + 1);
}

function isInSymbols(node, styles) {
  if (node.nodeType !== Node.ELEMENT_NODE) return false;
  const text = node.textContent.replace(/[\s\u00a0]+/g, "");
  if ([...text].length !== 1) return false;
  const isOf = (element) => (text === "o" ? /symbol|wingdings|webdings|courier/i : /symbol|wingdings|webdings/i).test(styles.of(element).get("font-family") ?? "");
  return isOf(node) || isOf(node.parentNode) || [...node.querySelectorAll("span")].some(isOf);
}

const NOTE = /^#_(ftn|edn)\d+$/;
const NOTE_TEXT = /^#_(ftn|edn)ref\d+$/;

/** "mark" for the mark of a footnote, "label" for the same in front of its text, else "". */
export function noteOf(element) {
  if (element.dataset.note) return element.dataset.note; // Word on the web, word-web.js
  if (element.tagName !== "A") return "";
  const href = element.getAttribute("href") ?? "";
  const name = classOf(element);
  if (NOTE.test(href) || /\bsd(foot|end)noteanc\b/.test(name) || /^#ftnt\d+$/.test(href)) return "mark";
  if (NOTE_TEXT.test(href) || /\bsd(foot|end)notesym\b/.test(name) || /^#ftnt_ref\d+$/.test(href)) return "label";
  return "";
}

/** Whether an element is a comment on the text, or the mark of one. */
export function isComment(element, css) {
  if (/MsoComment(Reference|Text)|msocom(anchor|off|txt)/.test(classOf(element))) return true;
  if (/^#(_msocom_|cmnt(_ref)?\d)/.test(element.getAttribute("href") ?? "")) return true;
  return /^comment/.test(css.get("mso-element") ?? "") || css.get("mso-special-character") === "comment";
}
