// Words that a PDF divided at the ends of its lines: "im-", then "plemented" on the next line. They
// are left as they are; the editor offers to join them.

const DIVIDED = /(\p{L}+)[-\u2010]$/u;
const GOES_ON = /^(\p{Ll}+)/u;
const LONGEST_WORD = 60; // characters that are looked at before a hyphen

/** The divided words of a document: [{from, to, word}], the hyphen and the break between positions. */
export function dividedWords(doc) {
  const found = [];
  doc.descendants((node, pos) => {
    if (!node.isTextblock) return true;
    let before = "";
    node.forEach((child, offset, index) => {
      const place = pos + 1 + offset;
      if (child.isText) {
        before = child.text;
        return;
      }
      const after = index + 1 < node.childCount ? node.child(index + 1) : null;
      const begun = DIVIDED.exec(before.slice(-LONGEST_WORD));
      const rest = after?.isText ? GOES_ON.exec(after.text.slice(0, LONGEST_WORD)) : null;
      if (begun && rest) found.push({ from: place - 1, to: place + child.nodeSize, word: begun[1] + rest[1] });
      before = "";
    });
    return false;
  });
  return found;
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
