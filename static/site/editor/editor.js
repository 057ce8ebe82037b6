// The form of an entry, made safe to type into: it saves itself, keeps a copy in this browser until
// the server has confirmed, offers it back, shows the text as printed and who else is here.
// Without it the form works as it stands.
import { mountAll } from "../rich-text/editor.js";
import { Connection } from "./connection.js";
import { attachCounter } from "./counter.js";
import { LocalCopies } from "./local-copies.js";
import { attachEntryPanel } from "./entry-panel.js";
import { Offer } from "./offer.js";
import { watchOthers } from "./presence.js";
import { attachPreview } from "./preview.js";
import { attachProblems } from "./problems.js";
import { attachRows } from "./rows.js";
import { Saving } from "./saving.js";
import { Status } from "./status.js";
import { WholePage } from "./whole-page.js";

const BEFORE_LEAVING = 3000; // milliseconds that a link waits for the save

// `host` is where the form stands: a page of its own, or a place in a chapter. Answers the saving;
// `end` of it takes the form out of a page that lives on.
export function begin(form, host) {
  form.autocomplete = "off"; // what a browser fills in again by itself, nobody would know from saved text
  mountAll(form); // before what it holds is remembered
  const going = new AbortController();
  const parts = { form, host, ending: going.signal, connection: new Connection(form), status: new Status(form) };
  parts.copies = new LocalCopies(form.dataset.user, form.dataset.key, form.elements.session.value, parts.ending);
  parts.saving = new Saving(parts);
  attachPreview(parts);
  attachCounter(parts);
  attachRows(form);
  attachProblems(form);
  attachEntryPanel(form, parts.status);
  attachSaving(parts);
  attachLeaving(parts);
  watchOthers(parts);
  form.querySelectorAll("[data-enhanced]").forEach((node) => { node.hidden = false; });
  form.querySelector("[data-back]").textContent = form.dataset.sayBack;
  new Offer(parts).begin();
  if (parts.saving.confirmed === null) parts.saving.changed();
  else if (parts.saving.isEmpty) parts.status.say("waiting", form.dataset.sayEmpty);
  else parts.status.say("saved", form.dataset.sayNothing);
  parts.saving.end = () => going.abort();
  return parts.saving;
}

function attachSaving({ form, saving, ending }) {
  form.addEventListener("input", () => saving.changed());
  form.addEventListener("change", () => saving.changed());
  form.addEventListener("focusout", ({ relatedTarget }) => {
    // A save redraws the status line: what is pressed there would be gone before it is let go.
    if (!relatedTarget?.closest("[data-status]")) saving.soon(0);
  });
  window.addEventListener("online", () => saving.soon(0), { signal: ending });
  document.addEventListener("visibilitychange", () => saving.soon(0), { signal: ending });
  form.addEventListener("keydown", (event) => {
    if (event.key.toLowerCase() !== "s" || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey) return;
    event.preventDefault();
    saving.save();
  });
}

function attachLeaving({ form, saving, host, ending }) {
  // The button saves as the pauses do, and goes on only with the server's word: while the line is
  // lost or the session has ended, a new page would be an error and the text out of sight.
  form.addEventListener("submit", async (event) => {
    if (host.isGoing) return;
    event.preventDefault();
    const { submitter } = event;
    const came = await saving.save();
    if (["unreachable", "signed-out", "other-person", "forbidden"].includes(came)) return;
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
  // The one question that stops: neither the server nor this browser has the text.
  window.addEventListener("beforeunload", (event) => {
    if (!host.isGoing && !saving.isKept && saving.isChanged && !saving.isEmpty) event.preventDefault();
  }, { signal: ending });
}

export function saveBeforeLeaving(saving) {
  return Promise.race([saving.save(), new Promise((resolve) => { setTimeout(resolve, BEFORE_LEAVING); })]);
}

function leadsAway(link, event) {
  if (link.isContentEditable) return false; // in a text that is written, a link is words
  const isPlain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !link.target;
  const isHere = link.origin === location.origin && link.pathname === location.pathname && link.hash;
  return isPlain && !isHere && !("goes" in link.dataset);
}

document.querySelectorAll("form[data-editor]").forEach((form) => begin(form, new WholePage()));
