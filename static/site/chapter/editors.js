// The forms that stand open in the chapter: one entry is written at a time, what became of plans is
// said in as many as one likes.
import { begin } from "../editor/editor.js";
import { beginKeeping, keepForm, saveAll, saveBeforeLeaving } from "../editor/keep.js";
import { focusField, mountAll } from "../rich-text/editor.js";

const open = new Map(); // by the id of their place: {slot, opener, form, saving}

class InChapter {
  isGoing = false;

  constructor(slot) {
    this.slot = slot;
  }

  send(form) {
    window.htmx.ajax("POST", form.action, { source: form, target: this.slot, values: { save: "1" } });
  }

  becomeEntry() {} // the page is the chapter's
}

export function openWork(slot, opener) {
  const form = slot.querySelector("form");
  const isEntry = "editor" in form.dataset;
  const saving = isEntry ? begin(form, new InChapter(slot)) : keptIn(form, slot);
  const work = { slot, opener, form, saving, isEntry };
  open.set(slot.id, work);
  focusWork(work);
}

function keptIn(form, slot) {
  const parts = keepForm(form, new InChapter(slot));
  beginKeeping(parts);
  return parts.saving;
}

export function focusWork({ slot, form }) {
  const fault = slot.querySelector("[aria-invalid=true]") ?? slot.querySelector("[role=alert] h2");
  if (fault && !fault.matches("input, textarea, select, [contenteditable]")) fault.tabIndex = -1;
  focusField(fault ?? form.elements.text ?? slot.querySelector("input:checked") ?? form.querySelector("input[type=radio]"));
}

// It stays on the page until the answer takes its place: what htmx asks of it is still asked.
export function endWork(slot) {
  open.get(slot.id)?.saving?.end();
  open.delete(slot.id);
}

export function workAt(slot) {
  return open.get(slot.id) ?? null;
}

// A form whose place the chapter no longer has, as when its entry was deleted, stands above it.
export function putBack(chapter) {
  for (const { slot } of open.values()) {
    if (!slot.isConnected) {
      chapter.before(slot);
      window.htmx.process(slot);
    }
    mountAll(slot); // a form that was moved has lost its editor
  }
}

// The entry that is being written elsewhere in the chapter.
export function writingBeside(slot) {
  return [...open.values()].find((work) => work.isEntry && work.slot !== slot) ?? null;
}

// What is being written is saved before something else is opened, and before its form is closed or
// the chapter shown anew. Answers whether to go on: a form with unsaved text asks before it closes.
export async function saveFirst(elt) {
  const own = elt.matches("a") ? elt.closest(".in-place") : null;
  if (!own) {
    await saveAll(document.getElementById("chapter"));
    return true;
  }
  const saving = workAt(own)?.saving;
  if (saving?.isChanged) await saveBeforeLeaving(saving);
  if (!saving?.isUnsaved || saving.isEmpty) return true;
  if (saving.isChanged && !saving.isKept) return true; // nowhere else: the answer will not close it
  return window.confirm(saving.words.sayLeave);
}
