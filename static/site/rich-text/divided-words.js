// Words that a PDF divided at the ends of its lines: "im-", then "plemented" on the next line or in the
// next paragraph. They are left as they are; the editor offers to join them. A hyphen may also belong to
// the word ("self-", then "help"): for these it offers to take out the line end alone.
import { schema } from "./schema.js";

const { nodes } = schema;
const DIVIDED = /(?<![\p{L}\p{N}])([\p{L}\p{N}'’-]*\p{L})([-\u2010\u2011\u00ad¬])$/u;
const GOES_ON = /^(\p{Ll}+(?:-\p{L}+)*)/u;
const SUSPENDED = /\p{L}[-\u2010\u2011] (and|or|y|o|u|e|et|ou) \S+$/u; // "pre- and post-"
const WORD = /\p{L}+(?:[-\u2010\u2011]\p{L}+)*/gu;
const LONGEST_WORD = 60; // characters that are looked at before a hyphen

// Beginnings that are words by themselves, and endings with which they make another word.
const COMPOUND = /^(self|well|cross|decision|policy|follow|long|short|high|half|full|capacity|community|government|evidence|gender|child|vice)$/iu;
const ENDING = /^(ish|less|ness|lights?|lands?|way|ways|fare|er|ers|est|ly|y|age|ages|ing|s|ed|al|ary|hood|ren|itude|roy)$/iu;
// These are parts of compounds if what follows is a word of the text.
const PREFIX = /^(anti|co|counter|ex|inter|multi|non|post|pre|re|semi|sub)$/iu;
// Words that follow a hyphen in French and Portuguese.
const ENCLITIC = /^(se|lo|la|los|las|lhe|lhes|nos|vos|ci|là|vous|nous|moi|toi|même|mêmes|il|elle|ils|elles)$/iu;

/**
 * The divided words of a document: [{from, to, word, keepsHyphen}]. `from` and `to` enclose what is
 * taken out: the line end, and the hyphen unless it is kept.
 */
export function dividedWords(doc) {
  const ends = lineEnds(doc).filter(divides);
  const known = ends.length ? wordsOf(doc, ends) : null;
  return ends.map(({ before, after, from, to }) => {
    const begun = DIVIDED.exec(before.slice(-LONGEST_WORD));
    const rest = GOES_ON.exec(after.slice(0, LONGEST_WORD));
    const [, first, sign] = begun;
    const keepsHyphen = /[-\u2010\u2011]/.test(sign) && isCompound(first, rest[1], known);
    return { from: keepsHyphen ? from : from - 1, to, word: first + (keepsHyphen ? sign : "") + rest[1], keepsHyphen };
  });
}

function divides({ before, after }) {
  const end = before.slice(-LONGEST_WORD);
  return DIVIDED.test(end) && GOES_ON.test(after.slice(0, LONGEST_WORD)) && !SUSPENDED.test(end);
}

function isCompound(first, rest, known) {
  if (known.has(`${first}-${rest}`.toLowerCase())) return true;
  if (known.has((first + rest).toLowerCase())) return false;
  if (first.includes("-") || rest.includes("-") || ENCLITIC.test(rest)) return true;
  return PREFIX.test(first) ? known.has(rest.toLowerCase()) : COMPOUND.test(first) && !ENDING.test(rest);
}

// The words of a document, in lower case, without the parts of those that are divided.
function wordsOf(doc, ends) {
  const parts = new Set(ends.flatMap(({ from, to }) => [from - 1, to]));
  const known = new Set();
  doc.descendants((node, pos) => {
    for (const { 0: word, index } of node.isText ? node.text.matchAll(WORD) : []) {
      if (!parts.has(pos + index) && !parts.has(pos + index + word.length)) known.add(word.toLowerCase().replace(/[\u2010\u2011]/g, "-"));
    }
  });
  return known;
}

// The ends of lines, with the text before and after, and of paragraphs that another one follows.
function lineEnds(doc) {
  const found = [];
  let last = null; // the paragraph before, if nothing stands between
  doc.descendants((node, pos, parent) => {
    if (!node.isTextblock) return true;
    const end = last;
    last = null;
    if (node.type === nodes.paragraph) {
      if (end?.parent === parent && end.pos + end.node.nodeSize === pos) {
        found.push({ before: textAt(end.node, end.node.childCount - 1), after: textAt(node, 0), from: pos - 1, to: pos + 1 });
      }
      last = { node, pos, parent };
    }
    node.forEach((child, offset, index) => {
      const place = pos + 1 + offset;
      if (!child.isText) found.push({ before: textAt(node, index - 1), after: textAt(node, index + 1), from: place, to: place + child.nodeSize });
    });
    return false;
  });
  return found.sort((one, other) => one.from - other.from);
}

function textAt(parent, index) {
  return parent.maybeChild(index)?.text ?? "";
}

/** Joins the words. */
export function joinWords(words) {
  return (state, dispatch) => {
    const { tr } = state;
    for (const { from, to } of [...words].reverse()) tr.delete(from, to);
    if (dispatch) dispatch(tr.scrollIntoView());
    return true;
  };
}
