// A small toolbar over a Markdown textarea, and its live preview.
import { markdownFromHtml } from "./markdown-from-html.js";

const ACTS = {
  bold: (text) => surround(text, "**"),
  italic: (text) => surround(text, "*"),
  bullets: (text) => eachLine(text, () => "- "),
  numbers: (text) => eachLine(text, (n) => `${n + 1}. `),
  heading: (text) => eachLine(text, () => "### "),
  link: (text) => `[${text || "…"}](https://)`,
};

export function attachToolbar(area, toolbar) {
  toolbar.hidden = false;
  toolbar.addEventListener("click", (event) => {
    const button = event.target.closest("button[data-act]");
    if (!button) return;
    const chosen = area.value.slice(area.selectionStart, area.selectionEnd);
    insert(area, ACTS[button.dataset.act](chosen));
  });
  area.addEventListener("keydown", (event) => {
    const act = { b: "bold", i: "italic", k: "link" }[event.key];
    if (act && (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey) {
      event.preventDefault();
      insert(area, ACTS[act](area.value.slice(area.selectionStart, area.selectionEnd)));
    }
  });
  area.addEventListener("paste", (event) => {
    const html = event.clipboardData?.getData("text/html");
    if (!html) return;
    event.preventDefault();
    insert(area, markdownFromHtml(html));
  });
}

export function attachPreview(area, preview, address, token) {
  let waiting = 0;
  const show = async () => {
    const body = new URLSearchParams({ text: area.value });
    try {
      const answer = await fetch(address, { method: "POST", body, headers: { "X-CSRFToken": token() } });
      if (answer.ok && !answer.redirected) preview.innerHTML = await answer.text();
    } catch (error) {
      console.warn("No preview while offline:", error.message);
    }
  };
  area.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(show, 600);
  });
  show();
}

// setRangeText would lose the browser's own undo; this keeps it.
function insert(area, text) {
  area.focus();
  if (!document.execCommand("insertText", false, text)) {
    area.setRangeText(text, area.selectionStart, area.selectionEnd, "end");
    area.dispatchEvent(new Event("input", { bubbles: true }));
  }
}

function surround(text, mark) {
  return mark + (text || "…") + mark;
}

function eachLine(text, mark) {
  return (text || "…").split("\n").map((line, n) => mark(n) + line).join("\n");
}
