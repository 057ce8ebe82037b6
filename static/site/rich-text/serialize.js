// A document as the stored HTML (as program/rich_text/html_output.py writes it) and as plain text.
import { trimmedEnd } from "./paste/characters.js";
import { numeral } from "./numerals.js";
import { numberingAttributes } from "./schema.js";

/** The stored HTML of a document; the empty string if it has no word. */
export function toHtml(doc) {
  return doc.textContent.trim() ? blocks(doc) : "";
}

function blocks(parent) {
  const written = [];
  parent.forEach((node) => written.push(block(node)));
  return written.join("");
}

function block(node) {
  switch (node.type.name) {
    case "blockquote": return unlessEmpty("blockquote", {}, blocks(node));
    case "bullet_list": return unlessEmpty("ul", {}, bullets(node));
    case "ordered_list": return unlessEmpty("ol", numberingAttributes(node.attrs), blocks(node));
    case "list_item": return itemOf(node, blocks(node));
    case "table": return table(node);
    default: return textBlock(node);
  }
}

// Empty paragraphs are not part of a text, but for the first of an item, which holds its marker.
function textBlock(node) {
  const tag = node.type.name === "heading" ? `h${node.attrs.level}` : "p";
  const parts = tag === "p" ? paragraphs(linesOf(node)) : [linesOf(node)].filter((lines) => lines.length);
  const attributes = node.attrs.lang ? { lang: node.attrs.lang } : {};
  return parts.map((lines) => element(tag, attributes, lines.map(inline).join("<br>"))).join("");
}

// A bullet without words is no item; a number without words counts.
function bullets(list) {
  const written = [];
  list.forEach((node) => {
    const content = blocks(node);
    if (content) written.push(itemOf(node, content));
  });
  return written.join("");
}

function itemOf(node, content) {
  const attributes = node.attrs.value === null ? {} : { value: String(node.attrs.value) };
  return element("li", attributes, /^<(p|h)/.test(content) ? content : `<p></p>${content}`);
}

function unlessEmpty(tag, attributes, content) {
  return content ? element(tag, attributes, content) : "";
}

function table(node) {
  const rows = [];
  node.forEach((row) => rows.push(cellsOf(row)));
  const hasHeader = node.firstChild.childCount > 0 && everyChild(node.firstChild, (cell) => cell.type.name === "table_header");
  const written = rows.map((cells, at) => {
    const tag = hasHeader && at === 0 ? "th" : "td";
    return element("tr", {}, cells.map((cell) => element(tag, {}, linesOf(cell).map(inline).join("<br>"))).join(""));
  });
  if (!node.textContent.trim()) return "";
  const head = hasHeader ? element("thead", {}, written.shift()) : "";
  return element("table", {}, head + element("tbody", {}, written.join("")));
}

function cellsOf(row) {
  const cells = [];
  row.forEach((cell) => cells.push(cell));
  return cells;
}

function everyChild(node, test) {
  let holds = true;
  node.forEach((child) => { holds &&= test(child); });
  return holds;
}

/** The lines of a text block, each an array of its text nodes; spaces at their ends are left out. */
function linesOf(node) {
  const lines = [[]];
  node.forEach((child) => {
    if (child.isText) lines.at(-1).push({ text: child.text, marks: child.marks });
    else lines.push([]);
  });
  const trimmed = lines.map(withoutSpaces);
  while (trimmed.length && !trimmed[0].length) trimmed.shift();
  while (trimmed.length && !trimmed.at(-1).length) trimmed.pop();
  return trimmed;
}

function withoutSpaces(line) {
  const runs = line.map(({ text, marks }) => ({ text: text.replace(/[\t\n]/g, " "), marks }));
  while (runs.length && !runs[0].text.replace(/^ +/, "")) runs.shift();
  while (runs.length && !trimmedEnd(runs.at(-1).text, " ")) runs.pop();
  if (runs.length) {
    runs[0].text = runs[0].text.replace(/^ +/, "");
    runs.at(-1).text = trimmedEnd(runs.at(-1).text, " ");
  }
  return runs;
}

// An empty line ends a paragraph.
function paragraphs(lines) {
  const parts = [[]];
  for (const line of lines) {
    if (line.length) parts.at(-1).push(line);
    else parts.push([]);
  }
  return parts.filter((part) => part.length);
}

function inline(line) {
  return grouped(line, "link", "href", (link) => grouped(link, "language", "lang", (runs) => runs.map(formatted).join("")));
}

// Neighbors with the same link, or the same language, stand in one element.
function grouped(runs, name, attribute, write) {
  const groups = [];
  for (const run of runs) {
    const value = run.marks.find((mark) => mark.type.name === name)?.attrs[attribute] ?? "";
    if (groups.length && groups.at(-1).value === value) groups.at(-1).runs.push(run);
    else groups.push({ value, runs: [run] });
  }
  const tag = name === "link" ? "a" : "span";
  return groups.map((group) => (group.value ? element(tag, { [attribute]: group.value }, write(group.runs)) : write(group.runs))).join("");
}

function formatted(run) {
  const has = (name) => run.marks.some((mark) => mark.type.name === name);
  let written = escaped(run.text);
  if (has("note")) written = element("sup", { class: "note" }, written);
  else if (has("superscript")) written = element("sup", {}, written);
  else if (has("subscript")) written = element("sub", {}, written);
  if (has("em")) written = element("em", {}, written);
  return has("strong") ? element("strong", {}, written) : written;
}

function element(tag, attributes, content) {
  const written = Object.entries(attributes).map(([name, value]) => ` ${name}="${quoted(value)}"`);
  return `<${tag}${written.join("")}>${content}</${tag}>`;
}

function escaped(text) {
  return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
}

function quoted(text) {
  return escaped(text).replace(/"/g, "&quot;").replace(/'/g, "&#x27;");
}

/**
 * The words of a document or a part of it as they are copied into other programs: a line for each
 * line break and item, an empty line between paragraphs, markers written, cells divided by tabs.
 */
export function toPlainText(parent, indent = "") {
  const written = [];
  parent.forEach((node) => {
    if (node.isTextblock) written.push(words(node));
    else if (node.isText || node.isInline) written.push({ inline: node.isText ? node.text : "\n" });
    else if (node.type.name === "table") written.push(rowsText(node));
    else if (node.type.spec.content === "list_item+") written.push(listText(node, indent));
    else written.push(toPlainText(node, indent));
  });
  if (written.some((part) => part.inline)) return written.map((part) => part.inline ?? part).join("");
  return written.join(parent.type?.name === "list_item" ? "\n" : "\n\n");
}

function words(node) {
  let text = "";
  node.forEach((child) => { text += child.isText ? child.text : "\n"; });
  return text;
}

function rowsText(table) {
  const rows = [];
  table.forEach((row) => rows.push(cellsOf(row).map((cell) => words(cell).replace(/\n/g, " ")).join("\t")));
  return rows.join("\n");
}

function listText(list, indent) {
  const lines = [];
  eachMarker(list, (item, marker) => {
    const text = toPlainText(item, "").replace(/\n/g, `\n${indent}    `);
    lines.push(`${indent}${marker} ${text}`);
  });
  return lines.join("\n");
}

/** Calls `act(item, marker, offset)` for each item of a list. */
export function eachMarker(list, act) {
  let number = list.attrs.start;
  list.forEach((item, offset) => {
    number = item.attrs.value ?? number;
    const { type, prefix, suffix } = list.attrs;
    act(item, list.type.name === "ordered_list" ? prefix + numeral(number, type) + suffix : "•", offset);
    number += 1;
  });
}
