// Shows the text as it will be printed, while it is written.

const QUIET = 400; // milliseconds after the last keystroke

export function attachPreview(area, { form, connection, ending }) {
  const place = form.querySelector("[data-preview]");
  const blank = area.value.trim() ? "" : place.innerHTML;
  let shown = null;
  let timer = 0;
  const show = async () => {
    const text = area.value;
    if (text === shown) return;
    if (!text.trim()) return fill(text, blank);
    const { kind, said } = await connection.post(form.dataset.previewAddress, [["text", text]]);
    // The server has made it safe; what was typed meanwhile has its own turn.
    if (kind === "done" && area.value === text) fill(text, said.html);
  };
  const fill = (text, html) => {
    shown = text;
    place.innerHTML = html;
  };
  area.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(show, QUIET);
  });
  window.addEventListener("online", show, { signal: ending });
  form.querySelector("[data-preview-box]").hidden = false;
  show();
}
