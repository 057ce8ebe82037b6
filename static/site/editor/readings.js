// Dates and countries as they are typed: a date is picked from a calendar, or typed in words and shown
// as it is read, for the writer to confirm.

const ISO = /^\d{4}(-\d{2}){0,2}(\/\d{4}(-\d{2}){0,2})?$/;
const ROW = /^((?:events|countries)-\d+)-(start|end|country)$/;

export function attachReadings(form, status) {
  for (const field of form.querySelectorAll("input[name$='-start'], input[name$='-end']")) addPicker(form, field);
  form.addEventListener("rows", ({ target }) => {
    target.querySelectorAll(".pick").forEach((holder) => holder.remove());
    target.querySelectorAll("[data-readings]").forEach((box) => box.remove());
    target.querySelectorAll("input[name$='-start'], input[name$='-end']").forEach((field) => addPicker(form, field));
  });
  form.addEventListener("change", ({ target }) => {
    const [, row] = ROW.exec(target.name ?? "") ?? [];
    if (row) ask(form, row, target.closest(".inline-fields"), status);
  });
  form.addEventListener("click", (event) => {
    const button = event.target.closest("[data-readings] button[name=take]");
    if (!button) return;
    event.preventDefault();
    choose(form, button, status);
  });
}

function choose(form, button, status) {
  const { part, fields, words } = button.dataset;
  const values = Object.entries(JSON.parse(fields));
  for (const [name, value] of values) form.elements[`${part}-${name}`].value = value;
  const first = form.elements[`${part}-${values[0][0]}`];
  button.closest("[data-readings]").remove();
  first.focus();
  status.speak(`${form.dataset.sayAdded} ${words}.`);
  first.dispatchEvent(new Event("change", { bubbles: true }));
}

async function ask(form, row, group, status) {
  const typed = [...group.querySelectorAll("input")].filter((field) => ROW.test(field.name));
  group.querySelector("[data-readings]")?.remove();
  if (!typed.some((field) => field.value.trim() && isAsked(form, field))) return;
  const query = new URLSearchParams({ row, kind: form.elements.kind.value, language: form.elements.language.value });
  for (const field of typed) query.set(field.name, field.value.trim());
  let page;
  try {
    const response = await fetch(`${form.dataset.readingsAddress}?${query}`);
    if (!response.ok) return;
    page = new DOMParser().parseFromString(await response.text(), "text/html");
  } catch {
    return; // offline: the server asks at the next save
  }
  const box = page.querySelector("[data-readings]");
  if (!box || typed.some((field) => query.get(field.name) !== field.value.trim())) return;
  group.querySelector("[data-readings]")?.remove();
  group.append(box);
  status.speak(box.textContent.replace(/\s+/g, " ").trim());
}

function isAsked(form, field) {
  if (!field.name.endsWith("-country")) return !ISO.test(field.value.trim());
  return ![...field.list.options].some((option) => option.value === field.value.trim());
}

// The field takes words, so the calendar is that of a second field, which is never sent.
function addPicker(form, field) {
  const calendar = document.createElement("input");
  if (!calendar.showPicker) return;
  const holder = document.createElement("span");
  holder.className = "pick";
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = form.dataset.sayPick;
  button.setAttribute("aria-label", `${form.dataset.sayPick}: ${field.labels[0].textContent.trim()}`);
  calendar.type = "date";
  calendar.tabIndex = -1;
  calendar.setAttribute("aria-hidden", "true");
  calendar.className = "pick-calendar";
  holder.append(button, calendar);
  field.after(holder);
  button.addEventListener("click", () => {
    calendar.value = /^\d{4}-\d{2}-\d{2}$/.test(field.value) ? field.value : "";
    calendar.showPicker();
  });
  calendar.addEventListener("change", (event) => {
    event.stopPropagation();
    if (!calendar.value) return;
    field.value = calendar.value;
    field.focus();
    field.dispatchEvent(new Event("change", { bubbles: true }));
  });
  calendar.addEventListener("input", (event) => event.stopPropagation());
}
