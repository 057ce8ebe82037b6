// A soft hyphen is seen only where a line ends: there it becomes the hyphen that one saw, which the
// editor offers to take out; elsewhere it is dropped.

const SOFT_HYPHEN = /\u00ad/g;
const AT_END = /\u00ad[ \t]*$/;
const GOES_ON = /^\p{Ll}/u;

/** Blocks whose paragraphs have hyphens for the soft ones at the ends of lines, and no others. */
export function withHyphens(blocks) {
  let before = null; // the last run, while it may end a divided word
  for (const block of blocks) {
    if (block.kind !== "paragraph") before = null;
    let isFirst = true; // of its line
    for (const run of block.content ?? []) {
      if (run.isBreak) {
        isFirst = true;
        continue;
      }
      if (before && isFirst && AT_END.test(before.ended) && GOES_ON.test(run.text)) before.run.text += "-";
      before = { run, ended: run.text };
      run.text = run.text.replace(SOFT_HYPHEN, "");
      isFirst = false;
    }
  }
  return blocks;
}
