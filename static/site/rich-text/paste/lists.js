// Puts items, each with its level and printed marker, together to nested lists.
import { numberOf } from "../numerals.js";
import { firstOf, isAlike, isBulletSign, readMarker } from "./markers.js";

/**
 * Blocks in which runs of items ({kind: "item", level, marker, isBullet, named, blocks}) have become
 * lists. A paragraph that `continues` belongs to the item before it. An item whose marker is no bullet
 * and cannot be counted on ("Primero.", "α)") becomes a paragraph that begins with it, and so does one
 * without any marker (`isPlain`).
 */
export function assembled(blocks) {
  const made = [];
  let open = []; // the lists that stand open, the outermost first: {level, list, next}
  blocks.forEach((block, at) => {
    if (block.kind === "item") {
      open = added(block, open, made, () => followingOf(blocks, at));
    } else if (open.length && block.continues) {
      open.at(-1).list.items.at(-1).blocks.push(block);
    } else {
      open = [];
      made.push(block);
    }
  });
  return made;
}

// The next item of the same level, if none of a level above comes before it.
function followingOf(blocks, at) {
  for (const block of blocks.slice(at + 1, at + 200)) {
    if (block.kind !== "item" && !block.continues) return null;
    if (block.kind === "item" && block.level < blocks[at].level) return null;
    if (block.kind === "item" && block.level === blocks[at].level) return readMarker(block.marker);
  }
  return null;
}

function added(block, open, made, following) {
  const marker = block.isBullet ? null : readMarker(block.marker);
  const still = open.filter((held) => held.level <= block.level);
  if (block.isPlain || (!block.isBullet && !marker && !isBulletSign(block.marker))) return asParagraph(block, still, made);
  const item = { value: null, blocks: block.blocks };
  const last = still.at(-1);
  if (last?.level === block.level) {
    if (goesOn(last, marker, block)) {
      if (marker) setValue(last, item, marker);
      last.list.items.push(item);
      return still;
    }
    still.pop();
  }
  const first = marker && firstOf(marker, following(), block.named);
  if (marker && !first) return asParagraph(block, still, made);
  const begun = listOf(marker, first, block);
  begun.list.items.push(item);
  const outer = still.at(-1);
  if (outer) outer.list.items.at(-1).blocks.push(begun.list);
  else made.push(begun.list);
  still.push(begun);
  return still;
}

function asParagraph({ level, marker, blocks: [first, ...others] }, open, made) {
  const still = open.filter((held) => held.level < level);
  const place = still.length ? still.at(-1).list.items.at(-1).blocks : made;
  place.push({ ...first, content: [...(marker ? [{ text: first.content.length ? `${marker} ` : marker }] : []), ...first.content] }, ...others);
  return still;
}

// The same kind of list, and a number that is not taken back.
function goesOn(held, marker, block) {
  if (!marker) return held.list.ordered === !(block.isBullet || block.marker);
  if (!held.list.ordered || !isAlike(held.list, marker)) return false;
  const number = numberOf(marker.figure, held.list.type);
  if (number === null || number < held.next) return false;
  // "ii" is no letter of a list that has come to "b".
  return number === held.next || marker.figure.length === 1 || held.list.type === "1" || held.next > 26;
}

function setValue(held, item, marker) {
  const number = numberOf(marker.figure, held.list.type);
  if (number !== held.next) item.value = number;
  held.next = number + 1;
}

function listOf(marker, first, block) {
  // A numbered style without a printed marker counts by itself.
  const counts = !marker && !block.isBullet && !block.marker;
  if (!first) return { level: block.level, list: { kind: "list", ordered: counts, start: 1, type: "1", prefix: "", suffix: ".", items: [] }, next: 2 };
  const { prefix, suffix } = marker;
  return {
    level: block.level,
    list: { kind: "list", ordered: true, start: first.number, type: first.type, prefix, suffix, items: [] },
    next: first.number + 1,
  };
}
