// Lists that somebody typed: lines that begin with a bullet, or with numbers that follow one another; a
// bullet or number of another kind begins a list within the item.
// They are left as they are; the editor offers to make a list of them.
import { numberOf } from "./numerals.js";
import { firstOf, isAlike, readMarker } from "./paste/markers.js";
import { schema } from "./schema.js";

const { nodes } = schema;
const BULLET = /^(?:([•●▪■◦○‣⁃·∙➢❖✓*–—-]|o)[ \u00a0\t]+(?=\S)|([•●▪■◦○‣⁃∙➢❖✓])(?=[\p{L}\p{N}]))/u;
const NUMBER = /^(\(?(?:\d{1,9}|[A-Za-z]{1,5})(?:\.\d{1,4}){0,4}[.)]{1,2})[ \u00a0\t]+(?=\S)/;
const FEWEST = 2;
const MOST_LEVELS = 5;
const FARTHEST = 50; // lines in which the next number of a list is looked for

/**
 * The first run of lines that reads as a list.
 *
 * @returns {?{lines: object[], list: object}} a line is {start, end, marker, length}, with the length
 *   of its marker and the space after it; a list is {bullet, marker, read, items: [{line, lists}]}
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
    const found = listFrom(lines, at);
    if (found) return found;
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
  if (bullet) return { ...line, isBullet: true, marker: bullet[1] ?? bullet[2], length: bullet[0].length };
  const number = NUMBER.exec(line.text);
  const marker = number && readMarker(number[1]);
  return marker ? { ...line, isBullet: false, marker, length: number[0].length } : { ...line, marker: null };
}

// The list that begins with a line, with those in its items; null if it is none.
function listFrom(lines, at) {
  const open = []; // the lists that stand open, the outermost first
  let end = at;
  for (; lines[end]?.marker; end += 1) {
    const list = listOf(lines, end, open);
    if (!list) break;
    list.items.push({ line: lines[end], lists: [] });
  }
  const [list] = open;
  // A number alone at the beginning of a line is prose: "1998. The agreement."
  if (end - at < FEWEST || (list.bullet === null && list.items.length < FEWEST)) return null;
  return { lines: lines.slice(at, end), list };
}

// The list that a line goes on with, or one that it begins; the lists within that one are closed.
function listOf(lines, at, open) {
  const line = lines[at];
  const level = open.findLastIndex((list) => (line.isBullet ? list.bullet === line.marker : isNext(list, line.marker)));
  if (level >= 0) {
    open.length = level + 1;
    return open[level];
  }
  const list = begun(lines, at, open.length > 0);
  if (!list || open.length === MOST_LEVELS) return null;
  open.at(-1)?.items.at(-1).lists.push(list);
  open.push(list);
  return list;
}

function isNext({ bullet, marker, read, items }, found) {
  return bullet === null && isAlike(found, marker) && numberOf(found.figure, read.type) === read.number + items.length;
}

// Within another list, numbers begin with the first.
function begun(lines, at, isWithin) {
  const { isBullet, marker } = lines[at];
  if (isBullet) return { bullet: marker, items: [] };
  const following = lines.slice(at + 1, at + FARTHEST).find((line) => !line?.marker || (!line.isBullet && isAlike(line.marker, marker)))?.marker;
  const read = following ? firstOf(marker, following) : null;
  if (!read || numberOf(following.figure, read.type) !== read.number + 1 || (isWithin && read.number !== 1)) return null;
  return { bullet: null, marker, read, items: [] };
}

/** Makes a list of the lines. What else is in their paragraphs stays before and after it. */
export function makeList({ lines, list }) {
  return (state, dispatch) => {
    const $first = state.doc.resolve(lines[0].start);
    const $last = state.doc.resolve(lines.at(-1).end);
    const before = state.doc.slice($first.start(), Math.max(lines[0].start - 1, $first.start())).content;
    const after = state.doc.slice(Math.min(lines.at(-1).end + 1, $last.end()), $last.end()).content;
    const made = [listNode(list, state.doc)];
    if (lines[0].start > $first.start()) made.unshift(nodes.paragraph.create($first.parent.attrs, before));
    if (lines.at(-1).end < $last.end()) made.push(nodes.paragraph.create($last.parent.attrs, after));
    if (dispatch) dispatch(state.tr.replaceWith($first.before(), $last.after(), made).scrollIntoView());
    return true;
  };
}

function listNode({ bullet, marker, read, items }, doc) {
  const content = items.map(({ line, lists }) => {
    const words = nodes.paragraph.create(null, doc.slice(line.start + line.length, line.end).content);
    return nodes.list_item.create(null, [words, ...lists.map((list) => listNode(list, doc))]);
  });
  if (bullet !== null) return nodes.bullet_list.create(null, content);
  return nodes.ordered_list.create({ start: read.number, type: read.type, prefix: marker.prefix, suffix: marker.suffix }, content);
}
