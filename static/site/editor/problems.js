// Shows at each field what the server said against it, and takes it away when it is mended.
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

// The label of a long text names its editor, which stands for the field.
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

// The page's own messages of an earlier save go too: they are said again if they still hold.
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
