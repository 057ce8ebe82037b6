// What an element says of the characters in it: bold, italic, raised, a link, a language.
import { isAddress } from "../schema.js";
import { cleanButHyphens } from "./characters.js";
import { unwrapInText } from "./links.js";
import { inSymbols, symbolFont } from "./symbols.js";
import { noteOf } from "./word.js";

const BY_TAG = { SUP: "super", SUB: "sub" };
const NOT_OF_CHARACTERS = /^(TD|TH|TR|TABLE|TBODY|THEAD|IMG|P|DIV|LI|UL|OL|H[1-6])$/;
const LEAST_RAISE = 1; // points; less is a correction of the typesetting
const LANGUAGE = /^[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$/;

/** The formatting inside an element, from that around it. */
export function formatOf(node, held, css, { isOffice, language }) {
  const weight = css.get("font-weight");
  const slope = css.get("font-style");
  const isNote = held.note || isNoteMark(node);
  const hasFont = css.has("font-family") || css.has("mso-symbol-font-family") || node.hasAttribute("face");
  return {
    // Google Docs wraps all that it copies in a <b> that is not bold.
    bold: weight ? /^(bold|bolder|[6-9]00)$/.test(weight) : Boolean(held.bold) || /^(B|STRONG)$/.test(node.tagName),
    italic: slope ? /^(italic|oblique)/.test(slope) : Boolean(held.italic) || /^(I|EM|CITE|DFN|VAR)$/.test(node.tagName),
    position: positionOf(node, css) || held.position || "",
    note: isNote,
    href: hrefOf(node) || (isNote ? "" : held.href ?? ""),
    lang: isOffice ? "" : languageOf(node, language) ?? held.lang ?? "",
    font: hasFont ? symbolFont(node, css) : held.font ?? "",
    isUnseen: css.has("visibility") ? css.get("visibility") !== "visible" : Boolean(held.isUnseen),
    keepsLines: keepsLines(node, css, held.keepsLines),
    isSpaces: held.isSpaces || css.get("mso-spacerun") === "yes" || /Apple-converted-space/.test(node.getAttribute("class") ?? ""),
    isTab: held.isTab || css.has("mso-tab-count") || /Apple-tab-span|\bTabRun\b/.test(node.getAttribute("class") ?? ""),
  };
}

/** The runs of a text node; `isTyped` if its spaces count one by one. */
export function textRuns(data, held) {
  if (held.isUnseen) return [];
  if (held.isTab) return [{ ...held, text: data.replace(/[^\t]/g, ""), isTyped: true }];
  const text = cleanButHyphens(held.font ? inSymbols(data, held.font) : unwrapInText(data)).replace(/\u2029/g, "\u2028\u2028");
  // A program writes a run of spaces with spaces that do not break.
  if (held.isSpaces) return [{ ...held, text: text.replace(/[\s\u00a0]/g, " "), isTyped: true }];
  const lines = text.split(held.keepsLines ? /\r\n|[\n\u2028\v]/ : "\u2028");
  return lines.flatMap((line, at) => [...(at ? [{ isBreak: true }] : []), { ...held, text: line, isTyped: held.keepsLines }]);
}

/** "super" or "sub" for an element that raises or lowers its characters, else "". */
export function positionOf(node, css) {
  if (BY_TAG[node.tagName]) return BY_TAG[node.tagName];
  if (NOT_OF_CHARACTERS.test(node.tagName)) return "";
  const align = css.get("vertical-align") ?? "";
  if (align === "super") return "super";
  if (align === "sub") return "sub";
  const moved = css.get("position") === "relative" ? css.get("top") ?? "" : "";
  const raise = raisedBy(css.get("mso-text-raise") ?? align) || -raisedBy(moved);
  return raise > 0 ? "super" : raise < 0 ? "sub" : "";
}

function raisedBy(length) {
  const [, number, unit] = /^(-?[\d.]+)(pt|px|em|ex|%)$/.exec(length) ?? ["", "0", ""];
  const least = /^e[mx]$/.test(unit) ? LEAST_RAISE / 10 : LEAST_RAISE;
  return Math.abs(Number(number)) < least ? 0 : Number(number);
}

function isNoteMark(node) {
  if (noteOf(node) === "mark") return true;
  if (node.tagName !== "SUP") return false;
  return /\b(note|reference|footnote-ref)\b/.test(node.getAttribute("class") ?? "") || node.querySelector(":scope > a[role=doc-noteref]") !== null;
}

function hrefOf(node) {
  if (node.tagName !== "A" || noteOf(node)) return "";
  const address = (node.getAttribute("href") ?? "").trim().replace(/\s/g, "%20");
  return isAddress(address) ? address : "";
}

// Empty for the language of the text around.
function languageOf(node, around) {
  const lang = node.getAttribute("lang") ?? "";
  if (!LANGUAGE.test(lang)) return null;
  return lang.split("-")[0] === around.split("-")[0] ? "" : lang;
}

function keepsLines(node, css, held) {
  const space = css.get("white-space") ?? (node.tagName === "PRE" ? "pre" : null);
  return space ? /^(pre|pre-wrap|pre-line|break-spaces)\b/.test(space) : Boolean(held);
}
