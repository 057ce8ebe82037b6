// Columns that tabs divide. Lines that have the same columns become a table, so that an empty one
// stays where it is; all other tabs become spaces.
import { trimmedEnd } from "./characters.js";
import { readMarker } from "./markers.js";

const MOST_COLUMNS = 60;
const MOST_ROWS = 300;
const FEWEST_ROWS = 2;

/**
 * Blocks with their tabs as tables or spaces.
 *
 * @param {object[]} blocks
 * @param {(rows: object[][][]) => boolean} isTable of lines with equally many cells, whether they are one
 * @param {boolean} isByParagraph whether a table ends with its paragraph
 */
export function withColumns(blocks, isTable, isByParagraph = false) {
  if (!blocks.some(hasTabs)) return blocks;
  const made = [];
  let lines = [];
  const flush = () => {
    made.push(...inColumns(lines, isTable, isByParagraph));
    lines = [];
  };
  for (const block of blocks) {
    if (block.kind === "paragraph" && !block.level && !block.continues) lines.push(...linesOf(block));
    else {
      flush();
      made.push(hasTabs(block) ? { ...block, ...paragraph(linesOf(block).map(withoutTabs)), level: block.level } : block);
    }
  }
  flush();
  return made;
}

/** Whether lines of plain text are a table: not if their tabs only indent them or follow a marker. */
export function isTableOfText(rows) {
  if (rows[0].length > 2) return true;
  const first = rows.map(([cell]) => textOf(cell));
  return first.some((text) => text !== "") && !first.every(isMarker);
}

/** The same of a word processor, where a single tab is a gap: only if a column would be lost. */
export function isTableOfTabStops(rows) {
  return isTableOfText(rows) && (rows[0].length > 2 || rows.some((cells) => cells.some((cell) => textOf(cell) === "")));
}

function isMarker(text) {
  return text === "" || text === "o" || /^[^\p{L}\p{N}]{1,3}$/u.test(text) || (/^\S{1,8}[.)]$/.test(text) && readMarker(text) !== null);
}

const textOf = (cell) => cell.map((run) => run.text).join("").trim();
const hasTabs = (block) => block.kind === "paragraph" && block.content.some((run) => run.text?.includes("\t"));

function inColumns(lines, isTable, isByParagraph) {
  const made = [];
  let others = [];
  const flush = () => {
    made.push(...paragraphs(others));
    others = [];
  };
  for (let at = 0; at < lines.length; at += 1) {
    const rows = rowsFrom(lines, at, isByParagraph);
    if (rows.length >= FEWEST_ROWS && rows.length <= MOST_ROWS && isTable(rows)) {
      flush();
      made.push({ kind: "table", hasHeader: false, rows });
      at += rows.length - 1;
    } else others.push(withoutTabs(lines[at]));
  }
  flush();
  return made;
}

// The lines from `at` on that have as many cells as that one, as rows.
function rowsFrom(lines, at, isByParagraph) {
  const rows = [];
  for (let place = at; place < lines.length && rows.length <= MOST_ROWS; place += 1) {
    const cells = cellsOf(lines[place]);
    const isOther = rows.length ? cells.length !== rows[0].length || (isByParagraph && lines[place].isFirst) : cells.length < 2 || cells.length > MOST_COLUMNS;
    if (isOther) break;
    rows.push(cells);
  }
  return rows;
}

function linesOf(block) {
  const lines = [{ isFirst: true, runs: [] }];
  for (const run of block.content) {
    if (run.isBreak) lines.push({ isFirst: false, runs: [] });
    else lines.at(-1).runs.push(run);
  }
  return lines;
}

function cellsOf({ runs }) {
  const cells = [[]];
  for (const run of runs) {
    run.text.split("\t").forEach((text, at) => {
      if (at) cells.push([]);
      if (text) cells.at(-1).push({ ...run, text });
    });
  }
  return cells.map(trimmed);
}

function withoutTabs({ isFirst, runs }) {
  return { isFirst, runs: trimmed(runs.map((run) => ({ ...run, text: run.text.replace(/\t/g, " ") }))) };
}

function trimmed(runs) {
  const kept = [...runs];
  while (kept.length && !kept[0].text.trim()) kept.shift();
  while (kept.length && !kept.at(-1).text.trim()) kept.pop();
  return kept.map((run, at) => {
    const text = at ? run.text : run.text.replace(/^ +/, "");
    return { ...run, text: at === kept.length - 1 ? trimmedEnd(text, " ") : text };
  });
}

function paragraphs(lines) {
  const parts = [];
  for (const line of lines) {
    if (line.isFirst || !parts.length) parts.push([]);
    parts.at(-1).push(line);
  }
  return parts.map(paragraph).filter(({ content }) => content.length);
}

function paragraph(lines) {
  const content = lines.filter(({ runs }) => runs.length).flatMap(({ runs }, at) => [...(at ? [{ isBreak: true }] : []), ...runs]);
  return { kind: "paragraph", level: 0, content };
}
