// Every form `data-keep` keeps what is typed in it: on the server, and in this browser until the server
// has confirmed. What was left behind is offered in the form that it came from, and in no other.
// Without it the forms work as they stand.
import { mountAll } from "../rich-text/editor.js";
import { Connection } from "./connection.js";
import { dropOldCopies, forgetArrived, heldNames, LocalCopies, renameOldCopies } from "./local-copies.js";
import { Offer } from "./offer.js";
import { attachPreview } from "./preview.js";
import { Saving } from "./saving.js";
import { Status } from "./status.js";
import { WholePage } from "./whole-page.js";

const BEFORE_LEAVING = 3000; // milliseconds that a link waits for the save
const LOST = ["unreachable", "signed-out", "other-person", "forbidden"];

const kept = new Map(); // form → its parts

/** Keeps what is typed in a form. `host` is where it stands: a page, or a place in a chapter. */
export function keepForm(form, host, SavingOfForm = Saving) {
  form.autocomplete = "off"; // what a browser fills in again by itself, nobody would know from saved text
  mountAll(form); // before what it holds is remembered
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

/** Offers what was left behind, and saves what the page was shown with unsaved. */
export function beginKeeping(parts) {
  new Offer(parts).begin();
  if (parts.saving.confirmed === null) parts.saving.changed();
}

function attachSaving({ form, saving, ending }) {
  form.addEventListener("input", () => saving.changed());
  form.addEventListener("change", () => saving.changed());
  form.addEventListener("focusout", ({ relatedTarget }) => {
    // A save redraws the status line: what is pressed there would be gone before it is let go. A
    // button that sends the form does more than a save.
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
  // While nothing speaks against it, the form is sent at once. Otherwise the button keeps the text as
  // the pauses do, and goes on only with the server's word: while the line is lost or the session has
  // ended, a new page would be an error and the text out of sight.
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
  window.addEventListener("pageshow", () => { host.isGoing = false; }, { signal: ending }); // back again
}

export function saveBeforeLeaving(saving) {
  return Promise.race([saving.save(), new Promise((resolve) => { setTimeout(resolve, BEFORE_LEAVING); })]);
}

/** Saves what is typed in the forms of a part of the page, before it is shown anew. */
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

// The form of an entry has a script of its own; a place in a chapter begins its form itself.
function attachAll(root) {
  for (const form of root.querySelectorAll("form[data-keep]:not([data-editor])")) {
    if (kept.has(form) || form.closest(".in-place")) continue;
    const parts = keepForm(form, new WholePage());
    if (form.querySelector("[data-preview]")) attachPreview(parts);
    beginKeeping(parts);
  }
}

// A draft that a living tab still writes is not offered.
async function hideLiving() {
  const held = await heldNames();
  for (const line of document.querySelectorAll("[data-draft]")) {
    const { draft } = line.dataset;
    if (draft && held.some((name) => name.endsWith(`:${draft}`))) line.remove();
  }
}

document.addEventListener("htmx:load", ({ detail }) => attachAll(detail.elt));
// What htmx takes from the page goes on only if it stands in another place of it.
document.addEventListener("htmx:beforeCleanupElement", ({ detail }) => {
  const parts = kept.get(detail.elt);
  if (parts) setTimeout(() => { if (!parts.form.isConnected) parts.saving.end(); });
});
renameOldCopies();
dropOldCopies();
forgetArrived();
attachAll(document);
hideLiving();
