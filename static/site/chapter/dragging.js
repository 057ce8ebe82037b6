// Moves an entry within its column: by dragging its handle, or with Alt and the arrow keys from
// anywhere in the entry. Without this script the buttons "Move up" and "Move down" do it.

export function attachDragging(chapter) {
  for (const entry of chapter.querySelectorAll(".entry[data-moves]")) addHandle(chapter, entry);
}

export function attachKeys(root) {
  root.addEventListener("keydown", (event) => {
    const direction = { ArrowUp: "up", ArrowDown: "down" }[event.key];
    const entry = event.target.closest?.(".entry[data-moves]");
    if (!direction || !event.altKey || !entry || event.target.closest(".in-place")) return;
    event.preventDefault();
    entry.querySelector(`button[name=direction][value=${direction}]`).click();
  });
}

function addHandle(chapter, entry) {
  if (entry.querySelector(".drag-handle")) return;
  const handle = document.createElement("span");
  handle.className = "drag-handle";
  handle.textContent = "⠿";
  handle.title = chapter.dataset.sayDrag;
  handle.setAttribute("aria-hidden", "true"); // the keyboard and screen readers have the buttons
  entry.querySelector(".entry-head").prepend(handle);
  handle.addEventListener("pointerdown", (event) => drag(event, handle, entry));
}

function drag(begin, handle, entry) {
  if (begin.button !== 0) return;
  begin.preventDefault();
  handle.setPointerCapture(begin.pointerId);
  entry.classList.add("is-dragged");
  const entries = [...entry.closest("section").querySelectorAll(".entry[data-moves]")];
  let before = null; // the entry that it is dropped in front of; null for the end
  const show = ({ clientY }) => {
    const others = entries.filter((one) => one !== entry);
    before = others.find((one) => clientY < middleOf(one)) ?? null;
    for (const one of others) one.classList.toggle("is-target", one === before);
    others.at(-1)?.classList.toggle("is-target-end", before === null);
  };
  const end = (event) => {
    handle.removeEventListener("pointermove", show);
    for (const one of entries) one.classList.remove("is-dragged", "is-target", "is-target-end");
    if (event.type === "pointerup") drop(entry, entries, before);
  };
  handle.addEventListener("pointermove", show);
  handle.addEventListener("pointerup", end, { once: true });
  handle.addEventListener("pointercancel", end, { once: true });
}

function middleOf(node) {
  const { top, height } = node.getBoundingClientRect();
  return top + height / 2;
}

function drop(entry, entries, before) {
  const others = entries.filter((one) => one !== entry);
  const to = before ? others.indexOf(before) : others.length;
  if (to === entries.indexOf(entry)) return;
  const button = document.createElement("button");
  button.setAttribute("form", "entry-tools");
  button.setAttribute("formaction", entry.dataset.moves);
  button.name = "to";
  button.value = to + 1;
  button.hidden = true;
  entry.append(button);
  button.click();
}
