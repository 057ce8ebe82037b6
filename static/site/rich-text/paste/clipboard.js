// What is pasted or dropped, as a part of the document: HTML of other programs, and plain text.
import { Fragment, Slice } from "../../../vendor/prosemirror/prosemirror.js";
import { schema } from "../schema.js";
import { toHtml } from "../serialize.js";
import { Reader } from "./blocks.js";
import { clean, countUnknown, trimmedEnd, withLineFeeds } from "./characters.js";
import { isTableOfText, withColumns } from "./columns.js";
import { unwrapInText, unwrapLinks } from "./links.js";
import { nodesFrom } from "./nodes.js";
import { asLines } from "./pdf-page.js";
import { writeSigns } from "./signs.js";
import { read } from "./source.js";
import { isOffice } from "./word.js";
import { asDesktopWord, writeNotes } from "./word-web.js";

export const MAX_CLIPBOARD = 4_000_000; // characters of HTML or of text; a report has 300,000

const LONG_GAP = / {500,}/g; // a browser takes seconds for each line of a hundred thousand spaces
const WIDEST_GAP = " ".repeat(500);

/**
 * The nodes of the HTML of a clipboard.
 *
 * @param {string} html
 * @param {string} language of the text that it is pasted into
 * @returns {{nodes: Node[], notes: {isFlattened?: boolean, hasLargeTable?: boolean}}}
 */
export function nodesFromHtml(html, language = "en") {
  const notes = {};
  const { body, styles } = read(html);
  asDesktopWord(body, styles);
  writeNotes(body);
  asLines(body);
  writeSigns(body, styles);
  unwrapLinks(body);
  const reader = new Reader(styles, { language, isOffice: isOffice(html) });
  const nodes = nodesFrom(reader.blocksOf(body), notes);
  notes.hasLargeTable = reader.hasLargeTable;
  return { nodes, notes };
}

/** The stored HTML of what would be pasted. */
export function htmlFromHtml(html, language = "en") {
  const { nodes } = nodesFromHtml(html, language);
  return nodes.length ? toHtml(schema.nodes.doc.create(null, nodes)) : "";
}

/**
 * Plain text: every line feed is a line break, an empty line a new paragraph; lines with the same
 * columns, divided by tabs, are a table.
 */
export function nodesFromText(text) {
  const hyphened = withLineFeeds(text).replace(/\u00ad(?=[\t ]*\n+[\t ]*\p{Ll})/gu, "-");
  const lines = unwrapInText(clean(hyphened)).split("\n").map((line) => line.replace(LONG_GAP, WIDEST_GAP));
  const blocks = [];
  lines.forEach((line, at) => {
    if (isBlank(line, lines[at - 1], lines[at + 1])) blocks.push(null);
    else if (blocks.at(-1)) blocks.at(-1).content.push({ isBreak: true }, { text: line });
    else blocks.push({ kind: "paragraph", level: 0, content: [{ text: line }] });
  });
  return nodesFrom(withColumns(blocks.filter(Boolean).map(withoutMargins), isTableOfText, true), {});
}

// A line of tabs alone is a row of empty cells, next to one with as many.
function isBlank(line, before = "", after = "") {
  const tabs = line.split("\t").length;
  return !line.trim() && (tabs < 2 || ![before, after].some((one) => one.trim() && one.split("\t").length === tabs));
}

// Without the spaces before and after each line; its tabs are seen to by themselves.
function withoutMargins({ content, ...block }) {
  return { ...block, content: content.map((run) => (run.isBreak ? run : { text: trimmedEnd(run.text.replace(/^ +/, ""), " ") })) };
}

/** How many characters of nodes stand for a sign of a symbol typeface that is not known. */
export function unknownIn(nodes) {
  return countUnknown(nodes.map((node) => node.textContent).join(""));
}

/** A slice that joins with what is around it: its first and last paragraph are open. */
export function sliceOf(nodes) {
  const isOpen = (node) => node?.type === schema.nodes.paragraph && !node.attrs.lang;
  return new Slice(Fragment.from(nodes), isOpen(nodes[0]) ? 1 : 0, isOpen(nodes.at(-1)) ? 1 : 0);
}
