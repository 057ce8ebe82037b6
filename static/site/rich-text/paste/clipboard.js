// What is pasted or dropped, as a part of the document: HTML of other programs, and plain text.
import { Fragment, Slice } from "../../../vendor/prosemirror/prosemirror.js";
import { schema } from "../schema.js";
import { toHtml } from "../serialize.js";
import { Reader } from "./blocks.js";
import { clean, trimmedEnd, withLineFeeds } from "./characters.js";
import { unwrapInText, unwrapLinks } from "./links.js";
import { nodesFrom } from "./nodes.js";
import { read } from "./source.js";
import { isOffice } from "./word.js";
import { asDesktopWord } from "./word-web.js";

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

/** The paragraphs of plain text: every line feed is a line break, an empty line a new paragraph. */
export function nodesFromText(text) {
  const lines = unwrapInText(clean(withLineFeeds(text))).split("\n");
  const cleaned = lines.map((line) => trimmedEnd(line.replace(/^[\t ]+/, ""), "\t ").replace(/\t/g, " ").replace(LONG_GAP, WIDEST_GAP)).join("\n");
  return cleaned.split(/\n{2,}/).filter((part) => part.trim()).map((part) => {
    const lines = part.replace(/^\n|\n$/g, "").split("\n");
    const content = lines.flatMap((line, at) => [...(at ? [schema.nodes.hard_break.create()] : []), ...(line ? [schema.text(line)] : [])]);
    return schema.nodes.paragraph.create(null, content);
  });
}

/** A slice that joins with what is around it: its first and last paragraph are open. */
export function sliceOf(nodes) {
  const isOpen = (node) => node?.type === schema.nodes.paragraph && !node.attrs.lang;
  return new Slice(Fragment.from(nodes), isOpen(nodes[0]) ? 1 : 0, isOpen(nodes.at(-1)) ? 1 : 0);
}
