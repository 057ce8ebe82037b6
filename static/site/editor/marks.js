// What the toolbar does to a text: pure functions from (text, start, end of the selection) to
// {from, to, insert, select: [start, end]}, positions in the text before and after.

const SOMETHING = "…"; // stands where words are to be typed

export const ACTS = {
  bold: (text, start, end) => surround(text, start, end, "**"),
  italic: (text, start, end) => surround(text, start, end, "*"),
  bullets: (text, start, end) => eachLine(text, start, end, /^\s*[-*+] /, () => "- "),
  numbers: (text, start, end) => eachLine(text, start, end, /^\s*\d+[.)] /, (n) => `${n}. `),
  heading: (text, start, end) => eachLine(text, start, end, /^#{1,6} /, () => "### "),
  link,
};

function surround(text, start, end, mark) {
  const chosen = text.slice(start, end);
  const [, before, words, after] = /^(\s*)([^]*?)(\s*)$/.exec(chosen);
  if (isWithin(text, start, end, mark)) {
    const from = start - mark.length;
    return { from, to: end + mark.length, insert: chosen, select: [from, from + chosen.length] };
  }
  const inner = words || SOMETHING;
  const first = start + before.length + mark.length;
  return { from: start, to: end, insert: before + mark + inner + mark + after, select: [first, first + inner.length] };
}

// One star beside the words is italic; two are bold; three are both.
function isWithin(text, start, end, mark) {
  const before = /\**$/.exec(text.slice(0, start))[0].length;
  const after = /^\**/.exec(text.slice(end))[0].length;
  const stars = Math.min(before, after, 3);
  return start < end && (mark === "**" ? stars >= 2 : stars % 2 === 1);
}

function eachLine(text, start, end, form, mark) {
  const from = text.lastIndexOf("\n", start - 1) + 1;
  const next = text.indexOf("\n", Math.max(end - (end > start && text[end - 1] === "\n" ? 1 : 0), start));
  const to = next < 0 ? text.length : next;
  const lines = text.slice(from, to).split("\n");
  const isOn = lines.some((line) => line.trim()) && lines.every((line) => !line.trim() || form.test(line));
  const insert = isOn ? lines.map((line) => line.replace(form, "")).join("\n") : marked(lines, mark);
  const select = insert === mark(1) + SOMETHING ? [from + mark(1).length, from + insert.length] : [from, from + insert.length];
  return { from, to, insert, select };
}

function marked(lines, mark) {
  if (lines.length === 1 && !lines[0].trim()) return mark(1) + SOMETHING;
  let number = 0;
  return lines.map((line) => (line.trim() ? mark(++number) + line.replace(/^\s*([-*+]|\d+[.)]|#{1,6}) /, "") : line)).join("\n");
}

function link(text, start, end) {
  const chosen = text.slice(start, end);
  const isAddress = /^https?:\/\/\S+$/.test(chosen);
  const words = isAddress ? SOMETHING : chosen || SOMETHING;
  const insert = `[${words}](${isAddress ? chosen : "https://"})`;
  const select = isAddress || !chosen ? [start + 1, start + 1 + words.length] : [start + insert.length - 1, start + insert.length - 1];
  return { from: start, to: end, insert, select };
}

// Enter within a list begins its next item; in an empty item it ends the list.
export function nextItem(text, start) {
  const from = text.lastIndexOf("\n", start - 1) + 1;
  const found = /^(\s*)(?:([-*+])|(\d{1,9})([.)])) (.*)$/.exec(text.slice(from, start));
  if (!found) return null;
  const [, indent, bullet, number, dot, words] = found;
  if (!words.trim()) return { from, to: start, insert: "", select: [from, from] };
  const insert = `\n${indent}${bullet || Number(number) + 1 + dot} `;
  return { from: start, to: start, insert, select: [start + insert.length, start + insert.length] };
}

// The blank lines that keep pasted paragraphs and lists apart from what stands around them.
export function fitted(text, start, end, pasted) {
  if (!/\n|^(- |\d+\. |#)/.test(pasted)) return pasted;
  const line = text.slice(text.lastIndexOf("\n", start - 1) + 1, start);
  const goesOn = /^\s*([-*+]|\d+[.)]) /.test(line) && /^([-*]|\d+[.)]) /.test(pasted);
  const before = line.trim() ? (goesOn ? "\n" : "\n\n") : "";
  const after = /^[^\n]*\S/.test(text.slice(end)) ? "\n\n" : "";
  return before + pasted + after;
}
