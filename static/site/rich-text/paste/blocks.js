// The elements of a page as blocks: {kind: "paragraph", level, content}, {kind: "quotation", blocks},
// {kind: "list", ordered, start, type, prefix, suffix, items: [{value, blocks}]} and {kind: "table",
// hasHeader, rows}. Content is of runs {text, bold, italic, position, note, href, lang} and of
// {isBreak: true}. What is struck out, hidden or a comment is left out.
import { isTableOfTabStops, withColumns } from "./columns.js";
import { paragraphsOf, joined } from "./content.js";
import { formatOf, textRuns } from "./formats.js";
import { cellContent, rowLine } from "./lines.js";
import { assembled } from "./lists.js";
import { BY_ATTRIBUTE, isBulletStyle, markerOfCss, styleOfCss, textOfCss } from "./counters.js";
import { isBulletSign, readMarker } from "./markers.js";
import { withHyphens } from "./soft-hyphens.js";
import { cellsOf, gridOf, isHeader, isLayout, rowsOf } from "./tables.js";
import { continuesItem, isComment, itemOf, noteOf, takeMarker } from "./word.js";

const LEFT_OUT = new Set(["STYLE", "SCRIPT", "META", "LINK", "TITLE", "XML", "TEMPLATE", "NOSCRIPT", "SVG", "OBJECT", "IFRAME", "EMBED", "AUDIO", "VIDEO", "CANVAS", "IMG", "DEL", "S", "STRIKE"]);
const BLOCKS = new Set(["P", "DIV", "SECTION", "ARTICLE", "HEADER", "FOOTER", "MAIN", "ASIDE", "NAV", "FIGURE", "FIGCAPTION", "PRE", "ADDRESS", "DL", "DT", "DD", "LI", "CAPTION", "TBODY", "THEAD", "TFOOT", "TR", "TD", "TH", "HR", "CENTER", "FORM", "FIELDSET", "DETAILS", "SUMMARY", "HGROUP", "LEGEND"]);
const DELETED = /\bmsoDel\b|TrackChange\w*Delet/i;
const END_OF_PARAGRAPH = /\bEOP\b/; // a blank that Word on the web writes after each

/** Reads a page into blocks. */
export class Reader {
  /**
   * @param {Styles} styles the style rules of the page
   * @param {object} options
   * @param {string} options.language of the text around: what has the same needs no mark
   * @param {boolean} options.isOffice whether `lang` only says how the spelling was checked
   */
  constructor(styles, options) {
    this.styles = styles;
    this.options = options;
    this.hasLargeTable = false;
  }

  /** The blocks within an element; `held` is the formatting of the elements around it. */
  blocksOf(parent, held = {}) {
    const blocks = [];
    let runs = [];
    const flush = () => {
      blocks.push(...paragraphsOf(runs).map((content) => ({ kind: "paragraph", level: 0, content })));
      runs = [];
    };
    const walk = (node, around) => {
      if (node.nodeType === Node.TEXT_NODE) return textRuns(node.data, around).forEach((run) => runs.push(run));
      if (node.nodeType !== Node.ELEMENT_NODE || this.isLeftOut(node)) return undefined;
      if (node.tagName === "BR") return runs.push({ isBreak: true });
      if (node.dataset?.stringifyType === "paragraph-break") return runs.push({ isBreak: true }, { isBreak: true }); // Slack
      const made = this.block(node, around);
      if (made) {
        flush();
        return made.forEach((block) => blocks.push(block));
      }
      const isBlock = BLOCKS.has(node.tagName) || this.styles.of(node).get("display") === "block";
      if (isBlock) flush();
      const inner = formatOf(node, around, this.styles.of(node), this.options);
      node.childNodes.forEach((child) => walk(child, inner));
      if (isBlock) flush();
      // The number before the text of a note is separated from it.
      if (noteOf(node) === "label") runs.push({ ...inner, text: " " });
      return undefined;
    };
    parent.childNodes.forEach((node) => walk(node, held));
    flush();
    return assembled(withColumns(withHyphens(blocks), isTableOfTabStops));
  }

  within(node, held) {
    return this.blocksOf(node, formatOf(node, held, this.styles.of(node), this.options));
  }

  // The blocks of an element that is itself a block; null for all others.
  block(node, held) {
    if (node.tagName === "UL" || node.tagName === "OL") return this.list(node, held);
    if (node.tagName === "TABLE") return this.table(node, held);
    if (node.tagName === "BLOCKQUOTE" || isQuoteOfWord(node)) return this.quotation(node, held);
    const level = headingLevel(node);
    if (level) return this.heading(node, held, level);
    const item = itemOf(node, this.styles);
    if (item) return this.wordItem(node, held, item);
    return continuesItem(node) ? this.within(node, held).map((block) => ({ ...block, continues: true })) : null;
  }

  wordItem(node, held, item) {
    const blocks = this.inItem(node, held);
    return isDeleted(node, blocks) ? [] : [{ kind: "item", ...item, blocks }];
  }

  quotation(node, held) {
    const blocks = this.within(node, held);
    return blocks.length ? [{ kind: "quotation", blocks }] : [];
  }

  // Headings are bold without a mark. The number of a numbered heading of Word stays in its text.
  heading(node, held, level) {
    const number = takeMarker(node, this.styles);
    if (number && !number.isSymbol) node.prepend(`${number.text} `);
    const blocks = this.within(node, held);
    const lines = blocks.filter((block) => block.kind === "paragraph").map((block) => block.content);
    const content = joined(lines).map((run) => ({ ...run, bold: false }));
    const others = blocks.filter((block) => block.kind !== "paragraph");
    return content.length ? [{ kind: "paragraph", level, content }, ...others] : others;
  }

  list(node, held) {
    const inner = formatOf(node, held, this.styles.of(node), this.options);
    const items = [];
    const before = [];
    for (const child of node.childNodes) {
      if (child.nodeType !== Node.ELEMENT_NODE || this.isLeftOut(child)) continue;
      const isList = child.tagName === "UL" || child.tagName === "OL";
      const blocks = isList ? this.list(child, inner) : this.inItem(child, inner);
      // Some programs write a nested list beside the item that it belongs to.
      const place = isList && items.length ? items.at(-1).blocks : before;
      if (isList) place.push(...blocks);
      else if (hasWords(blocks) || node.tagName === "OL") {
        items.push({ element: child, marker: takePrintedMarker(blocks[0], child), blocks, isDeleted: isDeleted(child, blocks) });
      }
    }
    return items.length ? [...before, ...this.listOf(node, items)] : before;
  }

  // The first block of an item is a paragraph, which may be empty.
  inItem(node, held) {
    const blocks = this.within(node, held);
    return blocks[0]?.kind === "paragraph" ? blocks : [{ kind: "paragraph", level: 0, content: [] }, ...blocks];
  }

  listOf(node, items) {
    if (items.every(({ marker }) => readMarker(marker))) {
      return assembled(items.map(({ marker, blocks }) => ({ kind: "item", level: 1, isBullet: false, named: "", marker, blocks })));
    }
    const numbered = numbersOf(items, wholeNumber(node.getAttribute("start")) ?? (node.reversed ? items.length : 1), node.reversed ? -1 : 1);
    const named = items.map(({ element }) => this.markerStyle(node, element));
    const isOneStyle = new Set(named.map((name) => (isBulletStyle(name) ? "bullet" : name))).size === 1;
    if (isOneStyle && isBulletStyle(named[0])) {
      if (named[0] === "none" && items.every(({ blocks }) => beginsWithMarker(blocks))) return items.flatMap(({ blocks }) => blocks);
      return [listFrom(items.map(({ blocks }) => ({ value: null, blocks })), { ordered: false })];
    }
    if (!numbered.length) return [];
    if (isOneStyle && styleOfCss(named[0]) && numbered.every(({ number }) => number >= 0)) {
      return [listFrom(numbered, { ordered: true, start: numbered[0].number, type: styleOfCss(named[0]), ...this.affixesOf(node, items[0].element) })];
    }
    return assembled(numbered.map(({ element, number, blocks }) => ({ kind: "item", level: 1, named: "", blocks, ...shownMarker(this.markerStyle(node, element), number) })));
  }

  // The style of its marker by the name that CSS has for it, or a string of CSS.
  markerStyle(list, item) {
    const css = this.styles.of(item).get("list-style-type") ?? this.styles.of(list).get("list-style-type");
    if (css && !/^(inherit|initial|unset|revert)$/.test(css)) return css;
    return BY_ATTRIBUTE[item.getAttribute("type") ?? list.getAttribute("type") ?? ""] ?? (list.tagName === "OL" ? "decimal" : "disc");
  }

  // The prefix and suffix of the number: from the attributes of the portal's lists, or from Word's styles.
  affixesOf(list, item) {
    const { prefix, suffix } = list.dataset;
    const [, name, level] = /\b(l\d+) level(\d)/.exec(this.styles.of(item).get("mso-list") ?? "") ?? [];
    const form = textOfCss(this.styles.lists.get(`${name}:level${level}`)?.get("mso-level-text") ?? "");
    const found = /^([^%]*)%(\d)([^%]*)$/.exec(form ?? "");
    return found && found[2] === level && prefix === undefined && suffix === undefined ? { prefix: found[1], suffix: found[3] } : { prefix, suffix };
  }

  table(node, held) {
    const inner = formatOf(node, held, this.styles.of(node), this.options);
    if (isLayout(node)) return [...node.rows].flatMap((row) => [...row.cells].flatMap((cell) => this.within(cell, inner)));
    const caption = node.caption ? this.within(node.caption, inner) : [];
    const isHidden = (one) => this.isHidden(one);
    const shown = rowsOf(node, isHidden);
    const grid = gridOf(shown, isHidden);
    if (!grid) return [...caption, ...this.asLines(shown, inner)];
    const hasHeader = shown.length > 0 && isHeader(shown[0], (cell) => this.isBold(cell, inner));
    const rows = grid.map((cells, at) => cells.map((cell) => this.cell(cell, inner, hasHeader && at === 0)))
      .filter((cells, at) => cells.some((cell) => cell.length) || !shown[at].textContent.trim());
    return rows.some((row) => row.some((cell) => cell.length)) ? [...caption, { kind: "table", hasHeader, rows }] : caption;
  }

  // A table that is larger than a text may have: each row becomes a line.
  asLines(rows, held) {
    this.hasLargeTable = true;
    const lines = rows.map((row) => rowLine(cellsOf(row, (cell) => this.isHidden(cell)).map((cell) => this.cell(cell, held, false))));
    return lines.filter((line) => line.length).map((content) => ({ kind: "paragraph", level: 0, content }));
  }

  // The text of a header cell is bold without a mark.
  cell(element, held, isHeader) {
    const isEmpty = !element || this.isLeftOut(element) || this.isLeftOut(element.parentNode);
    const content = isEmpty ? [] : cellContent(this.within(element, held));
    return isHeader ? content.map((run) => ({ ...run, bold: false })) : content;
  }

  isBold(cell, held) {
    return this.cell(cell, held, false).every((run) => run.isBreak || run.bold || !run.text.trim());
  }

  isHidden(node) {
    const css = this.styles.of(node);
    return node.hasAttribute("hidden") || css.get("display") === "none" || css.get("mso-hide") === "all";
  }

  isLeftOut(node) {
    if (LEFT_OUT.has(node.tagName.toUpperCase()) || this.isHidden(node)) return true;
    const css = this.styles.of(node);
    if (/line-through/.test(`${css.get("text-decoration")} ${css.get("text-decoration-line")}`)) return true;
    const name = node.getAttribute("class") ?? "";
    return DELETED.test(name) || END_OF_PARAGRAPH.test(name) || isComment(node, css);
  }
}

function listFrom(items, { ordered, start = 1, type = "1", prefix = "", suffix = "." }) {
  return { kind: "list", ordered, start, type, prefix, suffix, items };
}

// The marker that a page shows for an item: a string of CSS, a bullet or a number.
function shownMarker(name, number) {
  const text = textOfCss(name)?.trim();
  if (text === "" || name === "none") return { isPlain: true, marker: "" };
  if (text !== undefined) return { isBullet: isBulletSign(text), marker: text };
  return isBulletStyle(name) ? { isBullet: true, marker: "" } : { isBullet: false, marker: markerOfCss(name, number) };
}

// Whether the words of an item begin with a marker of their own: "1.1 own", "– own".
function beginsWithMarker(blocks) {
  const [, word] = /^(\S{1,20})[\s\u00a0]/.exec(blocks[0]?.content?.map((run) => run.text ?? "\n").join("") ?? "") ?? ["", ""];
  return word !== "" && (isBulletSign(word) || /\d|[.)]$/.test(word)) && (isBulletSign(word) || readMarker(word) !== null);
}

function hasWords(blocks) {
  return blocks.some((block) => block.kind !== "paragraph" || block.content.length);
}

// Whether all text of an item is left out. The items after it keep their numbers.
function isDeleted(element, blocks) {
  return !hasWords(blocks) && element.textContent.trim() !== "";
}

/** The items of a list that are left, each with its number, and with `value` if that does not follow. */
function numbersOf(items, start, step) {
  const numbered = [];
  let next = start;
  for (const { element, blocks, isDeleted: isGone } of items) {
    const number = wholeNumber(element.getAttribute("value")) ?? next;
    const before = numbered.at(-1);
    next = number + step;
    if (!isGone) numbered.push({ element, number, blocks, value: before && number !== before.number + 1 ? number : null });
  }
  return numbered;
}

function headingLevel(node) {
  const role = node.getAttribute("role") === "heading" ? node.getAttribute("aria-level") ?? "2" : "";
  const named = /^H([1-6])$/.exec(node.tagName)?.[1] ?? role;
  if (named) return Number(named) <= 3 ? 4 : 5;
  const own = /^Mso(Title|Subtitle)\b/.exec(node.getAttribute("class") ?? "")?.[1];
  return { Title: 4, Subtitle: 5 }[own] ?? 0;
}

function isQuoteOfWord(node) {
  return node.tagName === "P" && /^Mso(Intense)?Quote\b/.test(node.getAttribute("class") ?? "");
}

function wholeNumber(value) {
  const found = /^\s*([+-]?\d{1,9})(?!\d)/.exec(value ?? "");
  return found ? Number(found[1]) : null;
}

// The portal's own pages show the marker as text of the item.
function takePrintedMarker(block, element) {
  const printed = element.querySelector("span.marker");
  const run = block.content?.[0];
  if (!printed || !run?.text?.startsWith(printed.textContent)) return "";
  run.text = run.text.slice(printed.textContent.length);
  if (!run.text.trim()) block.content.shift();
  if (block.content.length) block.content[0].text = block.content[0].text?.trimStart();
  return printed.textContent;
}
