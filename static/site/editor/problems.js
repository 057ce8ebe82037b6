// Shows the server's errors at their fields, and removes each when its field is corrected.
import { editorOf } from "../rich-text/editor.js";

const MADE = "data-said-live";

export function attachProblems(form) {
  form.addEventListener("problems", ({ detail }) => {
    clear(form);
    for (const [name, messages] of Object.entries(detail)) {
      const field = form.elements[name];
      const first = field instanceof RadioNodeList ? field[0] : field;
      const label = labelOf(first);
      if (label) show(first, label, name, [messages].flat());
    }
  });
}

// The label of a long text is that of its editor, which replaces the field.
function labelOf(field) {
  return editorOf(field)?.label ?? field?.labels?.[0];
}

function show(field, label, name, messages) {
  const line = document.createElement("p");
  line.className = "field-error";
  line.id = `live_${name}_error`;
  line.setAttribute(MADE, "");
  line.textContent = messages.join(" ");
  label.after(line);
  field.setAttribute("aria-invalid", "true");
  field.setAttribute("aria-describedby", [field.getAttribute("aria-describedby"), line.id].filter(Boolean).join(" "));
}

// Also removes the errors of an earlier save that the page was loaded with.
function clear(form) {
  for (const line of form.querySelectorAll(".field-error")) {
    for (const field of form.querySelectorAll(`[aria-describedby~="${line.id}"]`)) {
      const others = field.getAttribute("aria-describedby").split(" ").filter((id) => id !== line.id);
      field.setAttribute("aria-describedby", others.join(" "));
      field.removeAttribute("aria-invalid");
    }
    line.closest(".field-invalid")?.classList.remove("field-invalid");
    line.remove();
  }
}
