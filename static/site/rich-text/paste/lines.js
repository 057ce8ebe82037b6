// Blocks as lines, for places that hold nothing else: the cells of a table, and text too deep.
import { numeral } from "../numerals.js";
import { joined } from "./content.js";

const BETWEEN_CELLS = " | ";

/** The lines of blocks, each the content of a paragraph, an item (with its marker) or a row. */
export function linesOf(blocks) {
  return blocks.flatMap((block) => {
    if (block.kind === "quotation") return linesOf(block.blocks);
    if (block.kind === "table") return block.rows.map(rowLine).filter((line) => line.length);
    if (block.kind === "list") return itemLines(block);
    return divided(block.content);
  });
}

/** The lines of blocks as the content of one cell. */
export function cellContent(blocks) {
  return joined(linesOf(blocks));
}

/** A row of a table as one line. */
export function rowLine(row) {
  if (!row.some((cell) => cell.length)) return [];
  return row.flatMap((cell, at) => [
    ...(at ? [{ text: BETWEEN_CELLS }] : []),
    ...cell.map((run) => (run.isBreak ? { text: " " } : run)),
  ]);
}

function divided(content) {
  const lines = [[]];
  for (const run of content) {
    if (run.isBreak) lines.push([]);
    else lines.at(-1).push(run);
  }
  return lines.filter((line) => line.length);
}

function itemLines(list) {
  let number = list.start;
  return list.items.flatMap((item) => {
    number = item.value ?? number;
    const marker = list.ordered ? list.prefix + numeral(number, list.type) + list.suffix : "•";
    number += 1;
    const [first = [], ...others] = linesOf(item.blocks);
    return [[{ text: `${marker} ` }, ...first], ...others];
  });
}
