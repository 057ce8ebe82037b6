// The findings of the checks and the fields that the server suggests, updated after each save.
// "Add" fills the form directly.
import { focusField } from "../rich-text/editor.js";
import { rowFor } from "./rows.js";

export function attachEntryPanel(form, status) {
  const box = form.querySelector("[data-panel]");
  form.elements.language.addEventListener("change", () => { form.elements.language_confirmed.value = "1"; });
  form.addEventListener("reviewed", ({ detail }) => {
    const held = box.contains(document.activeElement) ? document.activeElement.value : null;
    box.innerHTML = detail; // made by the server, as the preview is
    // What was added after the save that the server answers to is not offered again.
    for (const button of offersIn(box)) if (isHeld(form, button)) button.closest("li").remove();
    tidy(box);
    if (held !== null) focusField(box.querySelector(`button[value="${CSS.escape(held)}"]`) || firstOf(box));
  });
  box.addEventListener("click", (event) => {
    const button = event.target.closest("button[name=take]");
    if (!button) return;
    button.setAttribute("formaction", form.action); // the server shows why the value cannot be added
    const taken = button.value === "all" ? offersIn(button.closest("section")) : [button];
    if (!taken.every((one) => isHeld(form, one) || take(form, one))) return;
    event.preventDefault();
    const offers = button.closest("section");
    for (const one of taken) one.closest("li").remove();
    tidy(box);
    status.speak(`${form.dataset.sayAdded} ${taken.map((one) => one.dataset.words).join("; ")}.`);
    focusField(offers.querySelector("button") || form.elements.text);
    form.dispatchEvent(new Event("change", { bubbles: true }));
  });
}

function offersIn(box) {
  return [...box.querySelectorAll("button[name=take][data-part]")];
}

function tidy(box) {
  for (const section of box.querySelectorAll("section")) {
    const list = section.querySelector(".offers");
    if (!list) continue;
    if (!list.children.length) section.remove();
    else if (list.children.length === 1) section.querySelector("button[value=all]")?.remove();
  }
}

// Whether the form already has what is offered.
function isHeld(form, { dataset: { part, fields } }) {
  const values = JSON.parse(fields);
  const has = (name, value) => form.elements[name]?.value === value;
  if (part in BOXES) return boxesOf(form, part).some((one) => one.value === values.code && one.checked);
  if (part === "entry") return Object.entries(values).every(([name, value]) => has(name, value));
  const total = Number(form.elements[`${part}-TOTAL_FORMS`].value);
  const names = part === "countries" ? ["country"] : ["start", "end"];
  return Array.from({ length: total }, (_, number) => number).some((number) => names.every((name) => has(`${part}-${number}-${name}`, values[name])));
}

function firstOf(box) {
  return box.querySelector("button") || box.querySelector("h2") || box.closest("form").elements.text;
}

// The boxes that an offer of each part checks.
const BOXES = {
  activities: "input[name=activities], input[name=other_activities]",
  themes: "input[name=themes]",
};

// Returns false when the value does not fit: then the server says why.
function take(form, { dataset: { part, fields } }) {
  const values = JSON.parse(fields);
  if (part in BOXES) return choose(form, part, values.code);
  return part === "entry" ? fillForm(form, values) : fill(form, part, values);
}

function fillForm(form, values) {
  for (const [name, value] of Object.entries(values)) form.elements[name].value = value;
  return true;
}

function boxesOf(form, part) {
  return [...form.querySelectorAll(BOXES[part])];
}

function choose(form, part, code) {
  const found = boxesOf(form, part).find((one) => one.value === code);
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
