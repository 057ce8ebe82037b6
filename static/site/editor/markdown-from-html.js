// What is pasted from Word, LibreOffice, Google Docs or a page, as Markdown: paragraphs, headings,
// nested lists, bold, italic, links. Everything else is dropped, but no word that can be read.
import { paragraphsOf } from "./markdown-inline.js";
import { rebuildWordLists } from "./word-lists.js";

const LEFT_OUT = new Set(["STYLE", "SCRIPT", "META", "LINK", "TITLE", "XML", "TEMPLATE", "NOSCRIPT", "SVG", "OBJECT", "IFRAME", "DEL"]);
const BLOCKS = new Set(["P", "DIV", "SECTION", "ARTICLE", "HEADER", "FOOTER", "MAIN", "ASIDE", "NAV", "FIGURE", "FIGCAPTION", "BLOCKQUOTE", "PRE", "ADDRESS", "DL", "DT", "DD", "LI", "TABLE", "CAPTION", "TBODY", "THEAD", "TFOOT", "TD", "TH", "HR", "CENTER", "FORM", "FIELDSET", "DETAILS", "SUMMARY"]);
const HIDDEN = /display:\s*none|mso-hide:\s*all|mso-element:\s*comment/i;
const PLAIN = { bold: false, italic: false, href: "" };

export function markdownFromHtml(html) {
  const page = new DOMParser().parseFromString(withoutStyles(html), "text/html");
  rebuildWordLists(page.body);
  return written(blocksOf(page.body, PLAIN));
}

// The policy of the page forbids styles, and the browser would complain of each one that is pasted:
// what they say is read from an attribute of another name.
function withoutStyles(html) {
  return html
    .replace(/<(\/?)style\b/gi, "<$1template")
    .replace(/<[a-z](?:"[^"]*"|'[^']*'|[^>"'])*>/gi, (tag) => tag.replace(/(\s)style(?=\s*=)/gi, "$1data-css"));
}

// A block is {kind: "paragraph" | "heading", text, level} or {kind: "list", ordered, start, items}.
function blocksOf(parent, style) {
  const blocks = [];
  let runs = [];
  const flush = () => {
    blocks.push(...paragraphsOf(runs).map((text) => ({ kind: "paragraph", text })));
    runs = [];
  };
  const take = (made) => {
    flush();
    blocks.push(...made);
  };
  const walk = (node, held) => {
    if (node.nodeType === Node.TEXT_NODE) runs.push({ ...held, text: node.textContent });
    else if (node.nodeType !== Node.ELEMENT_NODE || isLeftOut(node)) return;
    else if (node.tagName === "BR") runs.push({ lineBreak: true });
    else if (/^[UO]L$/.test(node.tagName)) take(listOf(node, held));
    else if (/^H[1-6]$/.test(node.tagName) || /^Mso(Title|Subtitle)/.test(node.className)) take(headingOf(node));
    else if (node.tagName === "TR") take(rowOf(node, held));
    else {
      const isBlock = BLOCKS.has(node.tagName);
      if (isBlock) flush();
      node.childNodes.forEach((child) => walk(child, styleOf(node, held)));
      if (isBlock) flush();
    }
  };
  parent.childNodes.forEach((node) => walk(node, style));
  flush();
  return blocks;
}

function isLeftOut(node) {
  return LEFT_OUT.has(node.tagName) || HIDDEN.test(node.getAttribute("data-css") || "") || /MsoComment/.test(node.getAttribute("class") || "");
}

// Google Docs wraps all that it copies in a <b> that is not bold.
function styleOf(node, held) {
  const css = node.getAttribute("data-css") || "";
  const weight = /(?:^|[;\s])font-weight:\s*(\w+)/i.exec(css)?.[1];
  const slope = /(?:^|[;\s])font-style:\s*(\w+)/i.exec(css)?.[1];
  const address = node.tagName === "A" ? (node.getAttribute("href") || "").trim() : "";
  return {
    bold: weight ? /^(bold|bolder|[6-9]00)$/i.test(weight) : held.bold || /^(B|STRONG)$/.test(node.tagName),
    italic: slope ? /^(italic|oblique)$/i.test(slope) : held.italic || /^(I|EM|CITE)$/.test(node.tagName),
    href: /^(https?:|mailto:)/i.test(address) ? address : held.href,
  };
}

function headingOf(node) {
  const level = /^H[4-6]$/.test(node.tagName) ? 4 : 3;
  const words = blocksOf(node, PLAIN).map((block) => block.text ?? "").join(" ");
  const text = words.replace(/\*\*/g, "").replace(/ *\n */g, " ").trim();
  return text ? [{ kind: "heading", level, text }] : [];
}

// A row of short cells stays one line; cells that hold more stand one after the other.
function rowOf(row, style) {
  const cells = [...row.children].map((cell) => blocksOf(cell, style)).filter((cell) => cell.length);
  const isShort = cells.every((cell) => cell.length === 1 && cell[0].kind === "paragraph");
  if (!isShort || !cells.length) return cells.flat();
  return [{ kind: "paragraph", text: cells.map((cell) => cell[0].text).join(" | ") }];
}

function listOf(node, style) {
  const items = [];
  const into = (blocks) => {
    const isNested = blocks.length > 0 && blocks.every((block) => block.kind === "list");
    if (isNested && items.length) items.at(-1).push(...blocks);
    else if (isNested) items.push(...blocks.flatMap((block) => block.items));
    else if (blocks.length) items.push(blocks);
  };
  for (const child of node.children) {
    if (isLeftOut(child)) continue;
    if (/^[UO]L$/.test(child.tagName)) into(listOf(child, style));
    else into(blocksOf(child, styleOf(child, style)));
  }
  const start = Number.parseInt(node.getAttribute("start") || "1", 10);
  return items.length ? [{ kind: "list", ordered: node.tagName === "OL", start: start >= 0 ? start : 1, items }] : [];
}

function written(blocks) {
  return blocks.map((block, at) => [gap(blocks[at - 1], block), one(block, blocks[at - 1])]).flat().join("");
}

function gap(before, block) {
  if (!before) return "";
  return block.inItem && block.kind === "list" && before.kind === "paragraph" ? "\n" : "\n\n";
}

function one(block, before) {
  if (block.kind === "paragraph") return block.text;
  if (block.kind === "heading") return `${"#".repeat(block.level)} ${block.text}`;
  // Two lists in a row would be read as one if their marks were the same.
  const isSecond = before?.kind === "list" && before.ordered === block.ordered && !before.isSecond;
  block.isSecond = isSecond;
  const loose = block.items.some((item) => item.filter((part) => part.kind === "paragraph").length > 1);
  return block.items.map((item, at) => itemText(item, marker(block, at))).join(loose ? "\n\n" : "\n");
}

function marker(list, at) {
  if (!list.ordered) return list.isSecond ? "* " : "- ";
  return `${list.start + at}${list.isSecond ? ")" : "."} `;
}

function itemText(item, mark) {
  const parts = item.map((block) => ({ ...block, inItem: true, kind: block.kind === "heading" ? "paragraph" : block.kind }));
  return mark + written(parts).replace(/\n(?=[^\n])/g, "\n" + " ".repeat(mark.length));
}
