// The forms that are open in the chapter: one entry is edited at a time, and any number of forms
// with the outcome of a plan.
import { begin } from "../editor/editor.js";
import { beginKeeping, keepForm, saveAll, saveBeforeLeaving } from "../editor/keep.js";
import { focusField, mountAll } from "../rich-text/editor.js";

const open = new Map(); // by the id of their place: {slot, opener, form, saving}

class InChapter {
  isGoing = false;
  sendsItself = false;

  constructor(slot) {
    this.slot = slot;
  }

  send(form) {
    window.htmx.ajax("POST", form.action, { source: form, target: this.slot, values: { save: "1" } });
  }

  becomeEntry() {} // the address of the page is that of the chapter
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

// The form stays on the page until the response replaces it, because htmx still uses it.
export function endWork(slot) {
  open.get(slot.id)?.saving?.end();
  open.delete(slot.id);
}

export function workAt(slot) {
  return open.get(slot.id) ?? null;
}

// Chromium 156 crashes when htmx moves an element with fields that have a list (`moveBefore`), so
// they have none while the chapter is replaced.
export function holdLists() {
  for (const { slot } of open.values()) {
    for (const field of slot.querySelectorAll("input[list]")) {
      field.dataset.list = field.getAttribute("list");
      field.removeAttribute("list");
    }
  }
}

function giveBackLists(slot) {
  for (const field of slot.querySelectorAll("input[data-list]")) {
    field.setAttribute("list", field.dataset.list);
    delete field.dataset.list;
  }
}

// A form without a place in the new chapter, because its entry was deleted, moves above the chapter.
export function putBack(chapter) {
  for (const { slot } of open.values()) {
    if (!slot.isConnected) {
      chapter.before(slot);
      window.htmx.process(slot);
    }
    giveBackLists(slot);
    mountAll(slot); // a form that was moved needs a new editor
  }
}

// The entry whose form is open elsewhere in the chapter.
export function writingBeside(slot) {
  return [...open.values()].find((work) => work.isEntry && work.slot !== slot) ?? null;
}

// An open form is saved before another one is opened, before it is closed and before the chapter is
// shown again. Returns whether to go on: a form with unsaved text asks before it closes.
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
