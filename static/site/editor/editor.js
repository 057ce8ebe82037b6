// The form of an entry: it saves automatically (keep.js), and shows the text as printed and what the
// checks find. Without this script the form works with its button.
import { attachCounter } from "./counter.js";
import { attachEntryPanel } from "./entry-panel.js";
import { EntrySaving } from "./entry-saving.js";
import { beginKeeping, keepForm } from "./keep.js";
import { attachPreview } from "./preview.js";
import { attachProblems } from "./problems.js";
import { attachPlans } from "./plans.js";
import { attachReadings } from "./readings.js";
import { attachRows } from "./rows.js";
import { WholePage } from "./whole-page.js";

// `host` is where the form is: a page of its own, or a chapter. Returns the `Saving`;
// its `end` stops it when the form is removed from the page.
export function begin(form, host) {
  const parts = keepForm(form, host, EntrySaving);
  const { saving, status, words } = parts;
  attachPreview(parts);
  attachCounter(parts);
  attachRows(form);
  attachReadings(form, status);
  attachPlans(form);
  attachProblems(form);
  attachEntryPanel(form, status);
  form.querySelectorAll("[data-enhanced]").forEach((node) => { node.hidden = false; });
  form.querySelector("[data-back]").textContent = words.sayBack;
  if (saving.confirmed !== null) status.say(saving.isEmpty ? "waiting" : "saved", saving.isEmpty ? words.sayEmpty : words.sayNothing);
  beginKeeping(parts);
  return saving;
}

document.querySelectorAll("form[data-editor]").forEach((form) => begin(form, new WholePage()));
