// The findings of the checks and the fields that the server suggests, updated after each save.
// "Add" fills the form directly.
import { focusField } from "../rich-text/editor.js";
import { rowFor } from "./rows.js";

export function attachEntryPanel(form, status) {
  const box = form.querySelector("[data-panel]");
  form.addEventListener("reviewed", ({ detail }) => {
    const held = box.contains(document.activeElement) ? document.activeElement.value : null;
    box.innerHTML = detail; // made by the server, as the preview is
    if (held !== null) focusField(box.querySelector(`button[value="${CSS.escape(held)}"]`) || firstOf(box));
  });
  box.addEventListener("click", (event) => {
    const button = event.target.closest("button[name=take]");
    if (!button) return;
    button.setAttribute("formaction", form.action); // the server shows why the value cannot be added
    if (!take(form, button)) return;
    event.preventDefault();
    const offers = button.closest("ul");
    button.closest("li").remove();
    status.speak(`${form.dataset.sayAdded} ${button.dataset.words}.`);
    focusField(offers.querySelector("button") || form.elements.text);
    form.dispatchEvent(new Event("change", { bubbles: true }));
  });
}

function firstOf(box) {
  return box.querySelector("button") || box.querySelector("h2") || box.closest("form").elements.text;
}

// Returns false when the value does not fit: then the server says why.
function take(form, { dataset: { part, fields } }) {
  const values = JSON.parse(fields);
  return part === "activities" ? choose(form, values.code) : fill(form, part, values);
}

function choose(form, code) {
  const boxes = [...form.querySelectorAll("input[name=activities], input[name=other_activities]")];
  const found = boxes.find((one) => one.value === code);
  if (!found) return false;
  found.checked = true;
  found.closest("details")?.setAttribute("open", "");
  return true;
}

function fill(form, part, values) {
  const number = rowFor(form, part);
  if (number === null) return false;
  for (const [name, value] of Object.entries(values)) {
    const field = form.elements[`${part}-${number}-${name}`];
    if (field) field.value = value;
  }
  return true;
}
