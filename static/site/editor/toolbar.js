// The toolbar over a Markdown textarea, its keys, and what becomes of a paste.
import { ACTS, fitted, nextItem } from "./marks.js";
import { markdownFromHtml } from "./markdown-from-html.js";

const KEYS = { b: "bold", i: "italic", k: "link" };

export function attachToolbar(area, toolbar) {
  const buttons = [...toolbar.querySelectorAll("button")];
  toolbar.hidden = false;
  toolbar.addEventListener("mousedown", (event) => event.preventDefault()); // the text keeps its selection
  toolbar.addEventListener("click", (event) => {
    const button = event.target.closest("button[data-act]");
    if (button) act(area, button.dataset.act);
  });
  oneStop(toolbar, buttons);
  area.addEventListener("keydown", (event) => onKey(event, area));
  area.addEventListener("paste", (event) => onPaste(event, area));
}

// One stop of the Tab key; arrows, Home and End go from button to button.
function oneStop(toolbar, buttons) {
  const go = (at) => {
    buttons.forEach((button, n) => button.setAttribute("tabindex", n === at ? "0" : "-1"));
    return buttons[at];
  };
  go(0);
  toolbar.addEventListener("focusin", (event) => go(buttons.indexOf(event.target)));
  toolbar.addEventListener("keydown", (event) => {
    const at = buttons.indexOf(event.target);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: -1 }[event.key];
    if (to === undefined || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    go((to + buttons.length) % buttons.length).focus();
  });
}

function act(area, name) {
  change(area, ACTS[name](area.value, area.selectionStart, area.selectionEnd));
}

function onKey(event, area) {
  const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey && !event.shiftKey;
  const isShortcut = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
  const name = isShortcut && KEYS[event.key.toLowerCase()];
  if (name) {
    event.preventDefault();
    act(area, name);
  } else if (event.key === "Enter" && isPlain && !event.isComposing && area.selectionStart === area.selectionEnd) {
    const made = nextItem(area.value, area.selectionStart);
    if (!made) return;
    event.preventDefault();
    change(area, made);
  }
}

function onPaste(event, area) {
  const html = event.clipboardData?.getData("text/html");
  const pasted = html && markdownFromHtml(html);
  if (!pasted) return;
  event.preventDefault();
  const insert = fitted(area.value, area.selectionStart, area.selectionEnd, pasted);
  const end = area.selectionStart + insert.length;
  change(area, { from: area.selectionStart, to: area.selectionEnd, insert, select: [end, end] });
}

// By the browser's own command, since setRangeText would lose what "undo" knows.
function change(area, { from, to, insert, select }) {
  area.focus();
  area.setSelectionRange(from, to);
  const isDone = insert || from < to ? document.execCommand(insert ? "insertText" : "delete", false, insert) : true;
  if (!isDone) {
    area.setRangeText(insert, from, to, "end");
    area.dispatchEvent(new Event("input", { bubbles: true }));
  }
  area.setSelectionRange(...select);
}
