// Shows the text as it will be printed, while it is written.
import { TEXT } from "./text.js";

const QUIET = 400; // milliseconds after the last keystroke

export function attachPreview({ form, connection, ending }) {
  const field = form.elements[TEXT];
  const place = form.querySelector("[data-preview]");
  const blank = field.value ? "" : place.innerHTML;
  let shown = null;
  let timer = 0;
  const show = async () => {
    const text = field.value;
    if (text === shown) return;
    if (!text) return fill(text, blank);
    const { kind, said } = await connection.post(form.dataset.previewAddress, [[TEXT, text]]);
    // The server has sanitized it. Text typed in the meantime has its own request.
    if (kind === "done" && field.value === text) fill(text, said.html);
  };
  const fill = (text, html) => {
    shown = text;
    place.innerHTML = html;
  };
  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(show, QUIET);
  });
  window.addEventListener("online", show, { signal: ending });
  form.querySelector("[data-preview-box]").hidden = false;
  show();
}
