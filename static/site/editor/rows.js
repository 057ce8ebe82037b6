// Adds a row to a set of rows without a new page, so that it works offline too.

export function attachRows(form) {
  for (const button of form.querySelectorAll("button[name^=add-]")) {
    button.addEventListener("click", (event) => {
      event.preventDefault();
      addRow(form, button.name.slice(4), button);
    });
  }
}

// The number of the first empty row, or of a new one when all are filled; null when no more rows may
// be added.
export function rowFor(form, prefix) {
  const button = form.elements[`add-${prefix}`];
  const rows = [...button.parentNode.querySelectorAll(".inline-fields")];
  const isEmpty = (row) => [...row.querySelectorAll("input:not([type=hidden], .pick-calendar), select")].every((field) => !field.value || !hasBlank(field));
  const found = rows.findIndex(isEmpty);
  return found >= 0 ? found : newRow(form, prefix, button) && rows.length;
}

// A choice that cannot be empty does not show whether its row is filled.
function hasBlank(field) {
  return field.tagName !== "SELECT" || [...field.options].some((option) => option.value === "");
}

function addRow(form, prefix, button) {
  newRow(form, prefix, button)?.querySelector("input, select").focus();
}

export function newRow(form, prefix, button) {
  const total = form.elements[`${prefix}-TOTAL_FORMS`];
  const number = Number(total.value);
  if (number >= Number(form.elements[`${prefix}-MAX_NUM_FORMS`].value)) return null;
  const rows = button.parentNode.querySelectorAll(".inline-fields");
  const row = rows[rows.length - 1].cloneNode(true);
  row.querySelectorAll("[data-readings]").forEach((box) => box.remove());
  renumber(row, prefix, number);
  row.setAttribute("aria-label", row.getAttribute("aria-label").replace(/\d+/, number + 1));
  button.before(row);
  total.value = number + 1;
  row.dispatchEvent(new Event("rows", { bubbles: true })); // what scripts add to a row
  return row;
}

function renumber(row, prefix, number) {
  const form = new RegExp(`(${prefix})-\\d+-`);
  row.querySelectorAll(".field-error").forEach((error) => error.remove());
  row.querySelectorAll(".field-invalid").forEach((field) => field.classList.remove("field-invalid"));
  for (const node of row.querySelectorAll("[name], [for], [id]")) {
    for (const name of ["name", "for", "id"]) {
      if (node.hasAttribute(name)) node.setAttribute(name, node.getAttribute(name).replace(form, `$1-${number}-`));
    }
    node.removeAttribute("aria-invalid");
    node.removeAttribute("aria-describedby");
    empty(node);
  }
}

// A choice that cannot be empty, such as the role, keeps the value that the row began with.
function empty(field) {
  if (field.tagName === "INPUT") field.value = "";
  if (field.tagName !== "SELECT") return;
  const blank = [...field.options].find((option) => option.value === "");
  for (const option of field.options) option.selected = blank ? option === blank : option.defaultSelected;
}
