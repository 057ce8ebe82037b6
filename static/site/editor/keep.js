// Keeps what is typed in each form with `data-keep`: on the server, and in this browser until the
// server has confirmed. Unsaved text is offered again only in the form that it was typed in. Without
// this script the forms work with their buttons.
import { editorOf, mountAll } from "../rich-text/editor.js";
import { Connection } from "./connection.js";
import { isTouched } from "./fields.js";
import { dropOldCopies, forgetArrived, heldNames, LocalCopies, renameOldCopies } from "./local-copies.js";
import { Offer } from "./offer.js";
import { watchOthers } from "./presence.js";
import { attachPreview } from "./preview.js";
import { Saving } from "./saving.js";
import { Status } from "./status.js";
import { WholePage } from "./whole-page.js";

const BEFORE_LEAVING = 3000; // milliseconds that a link waits for the save
const LOST = ["unreachable", "signed-out", "other-person", "forbidden"];

const kept = new Map(); // form → its parts

/** Keeps what is typed in a form. `host` is the element around it: a page, or an entry of a chapter. */
export function keepForm(form, host, SavingOfForm = Saving) {
  form.autocomplete = "off"; // what a browser fills in again by itself, nobody would know from saved text
  mountAll(form); // before what it holds is remembered
  if (isTouched(form) || hasTyped(form)) form.elements.keep.dataset.unsaved = "";
  const going = new AbortController();
  const page = document.getElementById("keeping").dataset;
  const words = { ...page, ...form.dataset };
  const parts = { form, host, words, ending: going.signal, connection: new Connection(form, page.user), status: new Status(form) };
  parts.copies = new LocalCopies(page.user, form.elements.keep.value, form.elements.session.value, parts.ending);
  parts.saving = new SavingOfForm(parts);
  parts.saving.end = () => {
    going.abort();
    kept.delete(form);
  };
  attachSaving(parts);
  attachLeaving(parts);
  kept.set(form, parts);
  return parts;
}

// Whether text was typed in an editor before this script had loaded.
function hasTyped(form) {
  return [...form.querySelectorAll("textarea")].some((area) => editorOf(area)?.isChanged);
}

/** Offers unsaved text of an earlier visit, saves unsaved text that the page was loaded with, and says who else has the form open. */
export function beginKeeping(parts) {
  if ("presence" in parts.form.dataset) watchOthers(parts);
  new Offer(parts).begin();
  if (parts.saving.confirmed === null) parts.saving.changed();
}

function attachSaving({ form, saving, ending }) {
  form.addEventListener("input", () => saving.changed());
  form.addEventListener("change", () => saving.changed());
  form.addEventListener("focusout", ({ relatedTarget }) => {
    // A save replaces the status line, with a button in it that is being pressed. A button that sends
    // the form does more than a save.
    const sends = relatedTarget?.form === form && relatedTarget.type === "submit";
    if (!sends && !relatedTarget?.closest("[data-status]")) saving.soon(0);
  });
  window.addEventListener("online", () => saving.save(), { signal: ending });
  document.addEventListener("visibilitychange", () => saving.soon(0), { signal: ending });
  form.addEventListener("keydown", (event) => {
    if (event.key.toLowerCase() !== "s" || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey) return;
    event.preventDefault();
    saving.save();
  });
}

function attachLeaving({ form, saving, host, ending }) {
  // The form is sent at once if a copy of it is kept. Otherwise the text is kept first, and the form is
  // sent when the server has confirmed it: without a connection or a session, the next page would be
  // an error page without the text.
  form.addEventListener("submit", async (event) => {
    if (host.isGoing) return;
    if (saving.canBeSent && !LOST.includes(saving.last)) {
      host.isGoing = true;
      return;
    }
    event.preventDefault();
    const { submitter } = event;
    if (LOST.includes(await saving.save())) return;
    await new Promise((resolve) => { setTimeout(resolve); }); // a form that is being sent is not sent again
    host.send(form, submitter?.form === form ? submitter : null); // the button to compare may be gone by now
  });
  document.addEventListener("click", async (event) => {
    const link = event.target.closest?.("a[href]");
    if (event.defaultPrevented || !link || !leadsAway(link, event) || !saving.isChanged) return;
    event.preventDefault();
    await saveBeforeLeaving(saving);
    location.assign(link.href);
  }, { signal: ending });
  window.addEventListener("beforeunload", (event) => {
    if (!host.isGoing && saving.isUnsaved && !saving.isEmpty) event.preventDefault();
  }, { signal: ending });
  window.addEventListener("pageshow", ({ persisted }) => { if (persisted) host.isGoing = false; }, { signal: ending }); // back again
}

export function saveBeforeLeaving(saving) {
  return Promise.race([saving.save(), new Promise((resolve) => { setTimeout(resolve, BEFORE_LEAVING); })]);
}

/** Saves what is typed in the forms of a part of the page, before the part is replaced. */
export function saveAll(root) {
  const changed = [...kept.values()].filter(({ form, saving }) => root.contains(form) && saving.isChanged);
  return Promise.all(changed.map(({ saving }) => saveBeforeLeaving(saving)));
}

function leadsAway(link, event) {
  if (link.isContentEditable) return false; // in a text that is written, a link is words
  const isPlain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !link.target;
  const isHere = link.origin === location.origin && link.pathname === location.pathname && link.hash;
  return isPlain && !isHere && !("goes" in link.dataset);
}

// The form of an entry has its own script. A form within a chapter is started when it is opened.
function attachAll(root) {
  for (const form of root.querySelectorAll("form[data-keep]:not([data-editor])")) {
    if (kept.has(form) || form.closest(".in-place")) continue;
    const parts = keepForm(form, new WholePage());
    if (form.querySelector("[data-preview]")) attachPreview(parts);
    beginKeeping(parts);
  }
}

// A draft of a form that is open in another tab is not offered.
async function hideLiving() {
  const held = await heldNames();
  for (const line of document.querySelectorAll("[data-draft]")) {
    const { draft } = line.dataset;
    if (draft && held.some((name) => name.endsWith(`:${draft}`))) line.remove();
  }
}

document.addEventListener("htmx:load", ({ detail }) => attachAll(detail.elt));
// A form that htmx removed is stopped unless htmx has put it at another place of the page.
document.addEventListener("htmx:beforeCleanupElement", ({ detail }) => {
  const parts = kept.get(detail.elt);
  if (parts) setTimeout(() => { if (!parts.form.isConnected) parts.saving.end(); });
});
renameOldCopies();
dropOldCopies();
forgetArrived();
attachAll(document);
hideLiving();
