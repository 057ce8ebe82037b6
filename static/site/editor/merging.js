// Takes over what the portal made of this form and of what someone else saved meanwhile. What nobody
// else changed stays as it is, and so does the place where one types.
import { editorOf } from "../rich-text/editor.js";
import { newRow } from "./rows.js";
import { TEXT } from "./text.js";

const OWN = new Set(["csrfmiddlewaretoken", "base", "based_on", "keep", "session", "text", TEXT]);
const ROWS = /^(.+)-TOTAL_FORMS$/;

/** `merge` has the merged form as HTML. */
export function takeMerged(form, merge) {
  const shown = new DOMParser().parseFromString(merge.form, "text/html").querySelector("form");
  addRows(form, shown);
  for (const field of form.elements) {
    if (field.name && !OWN.has(field.name) && !field.closest("[data-rich-text]")) takeField(field, shown);
  }
  editorOf(form.elements.text).mergeHtml(merge.text);
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
  if (["submit", "button", "fieldset"].includes(field.type) || ROWS.test(field.name)) return;
  const same = [...shown.elements].filter(({ name }) => name === field.name);
  if (field.type === "checkbox" || field.type === "radio") {
    const other = same.find(({ value }) => value === field.value);
    if (other) field.checked = other.checked;
  } else if (!same.length) {
    if (/-\d+-/.test(field.name)) field.value = ""; // a row that is not needed any more
  } else if (field.value !== same[0].value) {
    field.value = same[0].value;
  }
}
