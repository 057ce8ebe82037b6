// Which blocks of a text another version of it has in place of its own.

const MOST_PAIRS = 250000; // of blocks that are compared; beyond it, all between the ends is replaced

/** Returns {from, to, nodes} of each passage of `doc` that differs in `other`, in order. */
export function changesOf(doc, other) {
  const own = childrenOf(doc);
  const others = childrenOf(other);
  const same = commonOf(own, others);
  const changes = [];
  let [at, otherAt, position] = [0, 0, 0];
  for (const [index, otherIndex] of [...same, [own.length, others.length]]) {
    const from = position;
    for (; at < index; at += 1) position += own[at].nodeSize;
    if (position > from || otherIndex > otherAt) changes.push({ from, to: position, nodes: others.slice(otherAt, otherIndex) });
    if (index < own.length) position += own[index].nodeSize;
    [at, otherAt] = [index + 1, otherIndex + 1];
  }
  return changes;
}

function childrenOf(doc) {
  return Array.from({ length: doc.childCount }, (_none, index) => doc.child(index));
}

// The longest list of pairs of equal blocks in the order of both.
function commonOf(own, other) {
  if (own.length * other.length > MOST_PAIRS) return endsOf(own, other);
  const length = own.map(() => new Uint32Array(other.length + 1)).concat([new Uint32Array(other.length + 1)]);
  for (let i = own.length - 1; i >= 0; i -= 1) {
    for (let j = other.length - 1; j >= 0; j -= 1) {
      length[i][j] = own[i].eq(other[j]) ? length[i + 1][j + 1] + 1 : Math.max(length[i + 1][j], length[i][j + 1]);
    }
  }
  const pairs = [];
  for (let [i, j] = [0, 0]; i < own.length && j < other.length;) {
    if (own[i].eq(other[j])) pairs.push([i++, j++]);
    else if (length[i + 1][j] >= length[i][j + 1]) i += 1;
    else j += 1;
  }
  return pairs;
}

function endsOf(own, other) {
  const shorter = Math.min(own.length, other.length);
  let head = 0;
  while (head < shorter && own[head].eq(other[head])) head += 1;
  let tail = 0;
  while (tail < shorter - head && own[own.length - 1 - tail].eq(other[other.length - 1 - tail])) tail += 1;
  const first = Array.from({ length: head }, (_none, index) => [index, index]);
  const last = Array.from({ length: tail }, (_none, index) => [own.length - tail + index, other.length - tail + index]);
  return [...first, ...last];
}
