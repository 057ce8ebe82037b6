// Takes over what the portal made of this form and of what someone else saved meanwhile. What nobody
// else changed stays as it is, and so does the place where one types.
import { editorOf } from "../rich-text/editor.js";
import { newRow } from "./rows.js";

const OWN = new Set(["csrfmiddlewaretoken", "base", "based_on", "keep", "session"]);
const ROWS = /^(.+)-TOTAL_FORMS$/;

/** `merge` has the merged form as HTML. */
export function takeMerged(form, merge) {
  const shown = new DOMParser().parseFromString(merge.form, "text/html").querySelector("form");
  addRows(form, shown);
  for (const field of form.elements) {
    if (field.name && !OWN.has(field.name) && !field.closest("[data-rich-text]")) takeField(field, shown);
  }
  takeNewBoxes(form, shown);
  for (const area of form.querySelectorAll("[data-rich-text] textarea")) {
    const text = shown.elements[`${area.name}-html`];
    if (text) editorOf(area).mergeHtml(text.value);
  }
  form.elements.based_on.value = merge.revision;
  form.elements.base.value = merge.base;
}

/** Says above the buttons what was merged; it stays until the next time. */
export function sayMerged(form, message) {
  const others = form.querySelector("[data-others]");
  let line = form.querySelector("[data-merged]");
  if (!line) {
    line = document.createElement("p");
    line.className = "editor-others";
    line.dataset.merged = "";
    line.setAttribute("role", "status");
    others.before(line);
  }
  line.textContent = message;
}

function addRows(form, shown) {
  for (const { name, value } of shown.elements) {
    const prefix = ROWS.exec(name)?.[1];
    const button = prefix && form.elements[`add-${prefix}`];
    while (button && Number(form.elements[name].value) < Number(value)) {
      if (!newRow(form, prefix, button)) break;
    }
  }
}

function takeField(field, shown) {
  if (["submit", "button", "fieldset", "file"].includes(field.type) || ROWS.test(field.name)) return;
  const same = [...shown.elements].filter(({ name }) => name === field.name);
  if (isBox(field)) {
    const other = same.find(({ value }) => value === field.value);
    if (other) field.checked = other.checked;
  } else if (!same.length) {
    if (/-\d+-/.test(field.name)) field.value = ""; // a row that is not needed any more
  } else if (field.value !== same[0].value) {
    takeOption(field, same[0]);
    field.value = same[0].value;
  }
}

function isBox({ type }) {
  return type === "checkbox" || type === "radio";
}

// What can be chosen may have become more since this form was shown.
function takeOption(field, other) {
  const option = other.selectedOptions?.[0];
  if (option && ![...field.options].some(({ value }) => value === option.value)) field.append(option.cloneNode(true));
}

function takeNewBoxes(form, shown) {
  const held = [...form.elements].map(({ name, value }) => `${name} ${value}`);
  for (const box of [...shown.elements].filter((field) => isBox(field) && field.checked)) {
    if (held.includes(`${box.name} ${box.value}`)) continue;
    const twin = Object.assign(document.createElement("input"), { type: "hidden", name: box.name, value: box.value });
    form.append(twin);
  }
}
