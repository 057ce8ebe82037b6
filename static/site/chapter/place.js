// Keeps the scroll position, and the focus on the element that was used, when the chapter is
// loaded again.

const REFERENCE = /\/entries\/([^/?]+)\//;

// How to find the element that was used in the new chapter.
export function actOf(node, path) {
  return {
    twin: twinOf(node),
    row: node.closest(".entry")?.id ?? "",
    entry: REFERENCE.exec(path)?.[1] ?? "",
  };
}

function twinOf(node) {
  if (node.matches("a[href]")) return `a[href="${CSS.escape(node.getAttribute("href"))}"]`;
  if (!node.matches("button[formaction]")) return "";
  return `button[formaction="${CSS.escape(node.getAttribute("formaction"))}"][value="${CSS.escape(node.value)}"]`;
}

export function sameLink(node) {
  const twin = twinOf(node);
  return twin ? document.querySelector(`#chapter ${twin}`) : null;
}

export function holdPlace(acted, slot) {
  const marks = marksOf(acted, slot).map((node) => [node.id, node.getBoundingClientRect().top]);
  const opened = [...document.querySelectorAll("#chapter details[open]")].map(nameOf);
  const side = document.querySelector("#chapter .side");
  const scrolled = side?.scrollTop ?? 0;
  return {
    restore() {
      const names = new Set(opened);
      for (const node of document.querySelectorAll("#chapter details")) node.open ||= names.has(nameOf(node));
      const sideNow = document.querySelector("#chapter .side");
      if (sideNow) sideNow.scrollTop = scrolled;
      const held = marks.find(([id]) => document.getElementById(id));
      if (held) window.scrollBy({ top: document.getElementById(held[0]).getBoundingClientRect().top - held[1], behavior: "instant" });
    },
  };
}

// The element that was used first, then those in sight.
function marksOf(acted, slot) {
  const own = document.getElementById(acted.row) ?? slot;
  const all = [...document.querySelectorAll("#chapter .entry[id], #chapter h2[id]")];
  const seen = all.filter((node) => {
    const box = node.getBoundingClientRect();
    return box.bottom > 0 && box.top < window.innerHeight;
  });
  return own ? [own, ...seen] : seen;
}

// A `details` element has no id: it is found by its number within its parent.
function nameOf(node) {
  const holder = node.closest("[id]");
  return `${holder.id} ${[...holder.querySelectorAll("details")].indexOf(node)}`;
}

// `work` is the form that the request closed, or undefined.
export function focusOn(acted, work) {
  const found = candidates(acted, work).map((selector) => selector && document.querySelector(selector)).find(Boolean);
  found?.focus({ preventScroll: true });
  if (found && !found.closest("#messages")) bringIntoSight(found);
}

// Below the messages at the top of the window, with the whole entry if there is room.
function bringIntoSight(node) {
  const edge = Math.max(document.getElementById("messages").getBoundingClientRect().bottom, 0) + 8;
  const { top, bottom } = node.getBoundingClientRect();
  if (top >= edge && bottom <= window.innerHeight) return;
  const row = (node.closest(".entry") ?? node).getBoundingClientRect().top;
  const fits = bottom - row < window.innerHeight - edge;
  window.scrollBy({ top: (fits ? row : top) - edge, behavior: "instant" });
}

function candidates(acted, work) {
  const reference = work?.form.dataset.key ?? acted.entry;
  const edit = `#e-${CSS.escape(reference)} a[href$="/entries/${CSS.escape(reference)}/"]`;
  const opener = work?.opener.twin && `#chapter ${work.opener.twin}`;
  const isGone = acted.row && !document.getElementById(acted.row);
  if (isGone) return ["#messages form button", opener, "#chapter h1"];
  return work ? [work.opener.row && opener, edit, opener] : [acted.twin && `#chapter ${acted.twin}`, edit];
}
