// Blocks of what is pasted as nodes of the document.
import { schema } from "../schema.js";
import { linesOf } from "./lines.js";

export const MAX_NESTING = 20; // levels of lists, quotations and tables, as on the server

const { nodes, marks } = schema;

/**
 * @param {object[]} blocks
 * @param {object} notes gets `isFlattened` if something is nested deeper than a text may be
 */
export function nodesFrom(blocks, notes, depth = 0) {
  return blocks.map((block) => nodeFrom(block, notes, depth)).flat();
}

function nodeFrom(block, notes, depth) {
  if (block.kind === "paragraph") return textBlock(block);
  if (depth >= MAX_NESTING) {
    notes.isFlattened = true;
    return linesOf([block]).map((content) => textBlock({ level: 0, content }));
  }
  if (block.kind === "quotation") return nodes.blockquote.create(null, nodesFrom(block.blocks, notes, depth + 1));
  if (block.kind === "table") return table(block);
  const items = block.items.map(({ value, blocks }) => nodes.list_item.create({ value: null, ...(value === null ? {} : { value }) }, nodesFrom(blocks, notes, depth + 1)));
  if (!block.ordered) return nodes.bullet_list.create(null, items);
  const { start, type, prefix, suffix } = block;
  return nodes.ordered_list.create({ start, type, prefix, suffix }, items);
}

// What is all in one language says so once.
function textBlock({ level, content }) {
  const languages = new Set(content.filter((run) => !run.isBreak && run.text.trim()).map((run) => run.lang ?? ""));
  const lang = languages.size === 1 && [...languages][0] ? [...languages][0] : null;
  const inline = content.map((run) => inlineNode(run, lang)).filter(Boolean);
  return level ? nodes.heading.create({ level, lang }, inline) : nodes.paragraph.create({ lang }, inline);
}

function table({ hasHeader, rows }) {
  return nodes.table.create(null, rows.map((cells, at) => nodes.table_row.create(null, cells.map((content) => {
    const inline = content.map((run) => inlineNode(run, null)).filter(Boolean);
    return (hasHeader && at === 0 ? nodes.table_header : nodes.table_cell).create(null, inline);
  }))));
}

function inlineNode(run, langAround) {
  if (run.isBreak) return nodes.hard_break.create();
  if (!run.text) return null;
  const made = [];
  if (run.href) made.push(marks.link.create({ href: run.href }));
  if (run.lang && run.lang !== langAround) made.push(marks.language.create({ lang: run.lang }));
  if (run.bold) made.push(marks.strong.create());
  if (run.italic) made.push(marks.em.create());
  if (run.note) made.push(marks.note.create());
  else if (run.position === "super") made.push(marks.superscript.create());
  else if (run.position === "sub") made.push(marks.subscript.create());
  return schema.text(run.text, made);
}
