// Lists that somebody typed: lines that begin with a bullet, or with numbers that follow one another.
// They are left as they are; the editor offers to make a list of them.
import { numberOf } from "./numerals.js";
import { firstOf, isAlike, readMarker } from "./paste/markers.js";
import { schema } from "./schema.js";

const { nodes } = schema;
const BULLET = /^([•●▪■◦○‣⁃·∙➢❖✓*–—-]|o)[ \u00a0\t]+(?=\S)/u;
const NUMBER = /^(\(?(?:\d{1,9}|[A-Za-z]{1,5})(?:\.\d{1,4}){0,4}[.)]{1,2})[ \u00a0\t]+(?=\S)/;
const FEWEST = 2;

/**
 * The first run of lines that reads as a list.
 *
 * @returns {?{lines: object[], ordered: boolean}} a line is {start, end, marker, length}, with the
 *   length of its marker and the space after it
 */
export function typedList(doc) {
  let found = inChildren(doc, 0);
  doc.descendants((node, pos) => {
    if (!found && node.type === nodes.blockquote) found = inChildren(node, pos + 1);
    return !found && node.type === nodes.blockquote;
  });
  return found;
}

function inChildren(parent, start) {
  const lines = [];
  parent.forEach((child, offset) => {
    if (child.type === nodes.paragraph) lines.push(...linesOf(child, start + offset + 1));
    else lines.push(null);
  });
  for (let at = 0; at < lines.length; at += 1) {
    const length = runLength(lines, at);
    if (length >= FEWEST) return { lines: lines.slice(at, at + length), ordered: !lines[at].isBullet };
    at += Math.max(length - 1, 0);
  }
  return null;
}

/** The lines of a paragraph that begins at `start`, by its line breaks. */
function linesOf(paragraph, start) {
  const lines = [{ start, text: "" }];
  paragraph.forEach((child, offset) => {
    if (child.isText) lines.at(-1).text += child.text;
    else {
      lines.at(-1).end = start + offset;
      lines.push({ start: start + offset + child.nodeSize, text: "" });
    }
  });
  lines.at(-1).end = start + paragraph.content.size;
  return lines.map(withMarker);
}

function withMarker(line) {
  const bullet = BULLET.exec(line.text);
  if (bullet) return { ...line, isBullet: true, marker: bullet[1], length: bullet[0].length };
  const number = NUMBER.exec(line.text);
  const marker = number && readMarker(number[1]);
  return marker ? { ...line, isBullet: false, marker, length: number[0].length } : { ...line, marker: null };
}

// How many lines from `at` on are of one list.
function runLength(lines, at) {
  const first = lines[at];
  if (!first?.marker) return 0;
  if (first.isBullet) return countWhile(lines, at, (line) => line?.isBullet && line.marker === first.marker);
  const read = firstOf(first.marker, lines[at + 1]?.isBullet === false ? lines[at + 1].marker : null);
  if (!read) return 0;
  first.read = read;
  return countWhile(lines, at, (line, place) => line?.isBullet === false && isAlike(line.marker, first.marker) && numberOf(line.marker.figure, read.type) === read.number + place);
}

function countWhile(lines, at, holds) {
  let count = 0;
  while (at + count < lines.length && holds(lines[at + count], count)) count += 1;
  return count;
}

/** Makes a list of the lines. What else is in their paragraphs stays before and after it. */
export function makeList({ lines, ordered }) {
  return (state, dispatch) => {
    const $first = state.doc.resolve(lines[0].start);
    const $last = state.doc.resolve(lines.at(-1).end);
    const items = lines.map((line) => nodes.list_item.create(null, nodes.paragraph.create(null, state.doc.slice(line.start + line.length, line.end).content)));
    const { marker, read } = lines[0];
    const list = ordered
      ? nodes.ordered_list.create({ start: read.number, type: read.type, prefix: marker.prefix, suffix: marker.suffix }, items)
      : nodes.bullet_list.create(null, items);
    const before = state.doc.slice($first.start(), Math.max(lines[0].start - 1, $first.start())).content;
    const after = state.doc.slice(Math.min(lines.at(-1).end + 1, $last.end()), $last.end()).content;
    const made = [list];
    if (lines[0].start > $first.start()) made.unshift(nodes.paragraph.create($first.parent.attrs, before));
    if (lines.at(-1).end < $last.end()) made.push(nodes.paragraph.create($last.parent.attrs, after));
    if (dispatch) dispatch(state.tr.replaceWith($first.before(), $last.after(), made).scrollIntoView());
    return true;
  };
}
