// The values of a form as pairs of name and value, and whether two such lists are equal.

const NOT_WRITTEN = new Set(["csrfmiddlewaretoken", "base", "based_on", "expected_version", "keep", "session", "restore"]);
const ROW = /^(.+)-(\d+)-(.+)$/;
const COUNT = /-(TOTAL|INITIAL|MIN_NUM|MAX_NUM)_FORMS$/;
const CHOSEN_BY_ITSELF = new Set(["role", "precision", "year_inferred"]); // in a row that is otherwise empty

export function fieldsOf(form) {
  return [...new FormData(form)].filter(([name, value]) => !NOT_WRITTEN.has(name) && typeof value === "string");
}

export function valueOf(fields, name) {
  return fields.find(([held]) => held === name)?.[1] ?? "";
}

// The server returns rows without gaps and with empty ones after them: this is not a difference.
export function areEqual(one, other) {
  return JSON.stringify(comparable(one)) === JSON.stringify(comparable(other));
}

function comparable(fields) {
  const single = [];
  const rows = new Map();
  for (const [name, value] of fields) {
    const row = ROW.exec(name);
    if (COUNT.test(name) || name === "language_confirmed") continue;
    if (row) rows.set(`${row[1]}-${row[2]}`, [...(rows.get(`${row[1]}-${row[2]}`) || []), [row[1], row[3], value]]);
    else if (value) single.push([name, value.replace(/\r\n?/g, "\n")]);
  }
  const filled = [...rows.values()].filter((row) => row.some(([, name, value]) => value && !CHOSEN_BY_ITSELF.has(name)));
  return [single.sort(), filled];
}

/** Whether somebody changed a field of the page before any script looked at it. */
export function isTouched(form) {
  return [...form.elements].some((field) => !field.disabled && field.type !== "hidden" && hasChanged(field));
}

function hasChanged(field) {
  if (field.type === "select-one") return field.selectedIndex !== Math.max([...field.options].findIndex((one) => one.defaultSelected), 0);
  if (field.type === "checkbox" || field.type === "radio") return field.checked !== field.defaultChecked;
  return "defaultValue" in field && field.value !== field.defaultValue;
}
