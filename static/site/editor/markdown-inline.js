// The words of a paragraph with their emphasis and links, as Markdown.
// A run is {text, bold, italic, href}; a run {lineBreak: true} breaks the line.

const NESTED = ["href", "bold", "italic"]; // the outermost first
const PUNCTUATION = /[\p{P}\p{S}]/u;
const UNPRINTABLE = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u200b\ufeff]/g;

// One string for each paragraph: two line breaks in a row begin another.
export function paragraphsOf(runs) {
  return divided(runs).map(inlineMarkdown).filter(Boolean);
}

function divided(runs) {
  const paragraphs = [[]];
  let breaks = 0;
  for (const run of runs) {
    if (run.lineBreak) breaks += 1;
    else if (run.text.trim()) {
      if (breaks > 1) paragraphs.push([]);
      else if (breaks) paragraphs.at(-1).push({ lineBreak: true });
      breaks = 0;
    }
    if (!run.lineBreak && !breaks) paragraphs.at(-1).push(run);
  }
  return paragraphs;
}

function inlineMarkdown(runs) {
  const lines = [[]];
  for (const run of runs) {
    if (run.lineBreak) lines.push([]);
    else lines.at(-1).push(run);
  }
  return lines.map(lineMarkdown).filter(Boolean).join("  \n");
}

function lineMarkdown(runs) {
  const tidy = clearEdges(untangled(merged(spacesShared(merged(spaced(runs))))));
  return safeStart(wrapped(merged(tidy), NESTED).trim());
}

function spaced(runs) {
  let after = " ";
  return runs.map((run) => {
    let text = run.text.replace(/[\t\n\r\u00a0 ]+/g, " ").replace(UNPRINTABLE, "");
    if (after === " ") text = text.replace(/^ /, "");
    after = text.at(-1) ?? after;
    return { ...run, text };
  });
}

function alike(one, other) {
  return one.bold === other.bold && one.italic === other.italic && one.href === other.href;
}

function merged(runs) {
  const kept = [];
  for (const run of runs) {
    if (!run.text) continue;
    const last = kept.at(-1);
    if (last && alike(last, run)) last.text += run.text;
    else kept.push({ ...run });
  }
  return kept;
}

// A space belongs to what stands on both of its sides, and to nothing else.
function spacesShared(runs) {
  const split = runs.flatMap((run) => {
    const [, before, words, after] = /^(\s*)([^]*?)(\s*)$/.exec(run.text);
    return [{ ...run, text: before }, { ...run, text: words }, { ...run, text: after }].filter((part) => part.text);
  });
  return split.map((run, at) => (run.text.trim() ? run : { text: run.text, ...shared(split[at - 1], split[at + 1]) }));
}

// From the outermost on (a link, bold, italic), up to the first in which the two differ.
function shared(one, other) {
  const common = { href: "", bold: false, italic: false };
  for (const trait of NESTED) {
    if (!one || !other || one[trait] !== other[trait]) break;
    common[trait] = one[trait];
  }
  return common;
}

function isPlain(run) {
  return !run.bold && !run.italic;
}

// Two emphases that touch within a word have no sure form in Markdown: they keep what they share.
function untangled(runs) {
  const kept = runs.map((run) => ({ ...run }));
  for (let at = 1; at < kept.length; at += 1) {
    const [one, other] = [kept[at - 1], kept[at]];
    const touch = /\S$/.test(one.text) && /^\S/.test(other.text) && one.href === other.href;
    if (!touch || isPlain(one) || isPlain(other)) continue;
    const bold = one.bold && other.bold;
    const italic = one.italic && other.italic;
    for (const run of [one, other]) Object.assign(run, { bold, italic });
  }
  return merged(kept);
}

// Markdown takes "**word:**next" for no emphasis: there the punctuation stands outside of it.
function clearEdges(runs) {
  const kept = runs.map((run) => ({ ...run }));
  for (let at = 1; at < kept.length; at += 1) {
    const [one, other] = [kept[at - 1], kept[at]];
    if (one.href !== other.href) continue;
    if (!isPlain(one) && isPlain(other)) {
      while (one.text && PUNCTUATION.test(one.text.at(-1)) && /^[^\s\p{P}\p{S}]/u.test(other.text)) {
        other.text = one.text.at(-1) + other.text;
        one.text = one.text.slice(0, -1);
      }
    } else if (isPlain(one) && !isPlain(other)) {
      while (other.text && PUNCTUATION.test(other.text[0]) && /[^\s\p{P}\p{S}]$/u.test(one.text)) {
        one.text += other.text[0];
        other.text = other.text.slice(1);
      }
    }
  }
  return spacesShared(kept.filter((run) => run.text));
}

// Runs that share a link or an emphasis stand in it together; the link is outermost.
function wrapped(runs, [trait, ...others]) {
  if (!trait) return runs.map((run) => escaped(run.text, run.href)).join("");
  const groups = [];
  for (const run of runs) {
    if (groups.length && groups.at(-1)[0][trait] === run[trait]) groups.at(-1).push(run);
    else groups.push([run]);
  }
  return groups.map((group) => mark(trait, group, wrapped(group, others))).reduce(joined, "");
}

// An exclamation mark before a link would make a picture of it.
function joined(before, after) {
  return before.endsWith("!") && after.startsWith("[") ? `${before.slice(0, -1)}\\!${after}` : before + after;
}

function mark(trait, group, words) {
  const value = group[0][trait];
  if (!value) return words;
  if (trait === "bold") return `**${words}**`;
  if (trait === "italic") return `*${words}*`;
  const address = value.replace(/[()\s<>\\]/g, encodeURIComponent).replace(/\(/g, "%28").replace(/\)/g, "%29");
  const plain = group.map((run) => run.text).join("");
  return plain === value && group.every(isPlain) && address === value ? `<${value}>` : `[${words}](${address})`;
}

// What Markdown would take for markup. An underscore within a word is none.
function escaped(text, isLink) {
  const safe = text
    .replace(/\\(?=[!-/:-@[-`{-~]|$)/g, "\\\\")
    .replace(/[*`]/g, "\\$&")
    .replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, "\\_")
    .replace(/<(?=[a-z/!?])/gi, "\\<")
    .replace(/&(?=#?\w+;)/g, "\\&");
  return isLink ? safe.replace(/[[\]]/g, "\\$&") : safe.replace(/\](?=[([:]|$)/g, "\\]");
}

function safeStart(line) {
  return line
    .replace(/^(#{1,6}(?=\s|$)|>|[-+](?=\s|$)|-(?=[-\s]*$)|=(?==*$)|~(?=~~))/, "\\$1")
    .replace(/^(\d{1,9})([.)])(?=\s|$)/, "$1\\$2");
}
