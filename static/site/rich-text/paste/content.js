// Runs of characters as the content of paragraphs: spaces as a page shows them, empty lines apart.

import { trimmedEnd } from "./characters.js";

/** The paragraphs that runs and breaks make: an empty line, or two breaks in a row, divide them. */
export function paragraphsOf(runs) {
  const paragraphs = [[]];
  for (const line of linesIn(runs)) {
    if (!line.length) paragraphs.push([]);
    else paragraphs.at(-1).push(...(paragraphs.at(-1).length ? [{ isBreak: true }] : []), ...line);
  }
  return paragraphs.filter((content) => content.length);
}

/** The same in one piece, for a cell or a heading. */
export function contentOf(runs) {
  return joined(linesIn(runs).filter((line) => line.length));
}

/** Lines with breaks between them. */
export function joined(lines) {
  return lines.flatMap((line, at) => [...(at ? [{ isBreak: true }] : []), ...line]);
}

function linesIn(runs) {
  const lines = [[]];
  for (const run of runs) {
    if (run.isBreak) lines.push([]);
    else lines.at(-1).push(run);
  }
  return lines.map(spaced);
}

// Spaces that a page shows as one are one; none are at the ends of a line.
function spaced(line) {
  const kept = [];
  let before = " ";
  for (const run of line) {
    let text = run.isTyped ? run.text.replace(/\n/g, " ") : run.text.replace(/[ \t\n\r\f]+/g, " ");
    if (/[ \t]/.test(before) && !run.isTyped) text = text.replace(/^ /, "");
    if (!text) continue;
    before = text.at(-1);
    kept.push({ ...run, text });
  }
  trim(kept, 0, (text) => text.replace(/^ +/, ""));
  trim(kept, -1, (text) => trimmedEnd(text, " "));
  return kept.some((run) => run.text.trim()) ? kept : [];
}

function trim(runs, place, trimmed) {
  for (let run = runs.at(place); run; run = runs.at(place)) {
    run.text = trimmed(run.text);
    if (run.text) return;
    runs.splice(place, 1);
  }
}
