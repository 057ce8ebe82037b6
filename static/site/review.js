// Keys of the review page, which move from entry to entry and from chapter to chapter.

import { focusField } from "./rich-text/editor.js";

const OFF = "review-keys-off"; // single keys can be turned off, for those who speak to their computer

const page = document.querySelector("[data-review]");
const entries = [...page.querySelectorAll("[data-entry]")];
const line = page.querySelector("[data-keys]");
const list = line.querySelector("[data-keys-list]");
const toggle = line.querySelector("[data-keys-toggle]");

const isOff = () => {
  try {
    return localStorage.getItem(OFF) === "1";
  } catch {
    return false;
  }
};

function show() {
  list.hidden = isOff();
  toggle.textContent = isOff() ? page.dataset.sayOn : page.dataset.sayOff;
}

toggle.addEventListener("click", () => {
  try {
    localStorage.setItem(OFF, isOff() ? "0" : "1");
  } catch {
    return; // a browser that keeps nothing keeps the keys
  }
  show();
});

const current = () => entries.findIndex((entry) => entry.contains(document.activeElement));

function go(place) {
  const entry = entries[Math.min(Math.max(place, 0), entries.length - 1)];
  entry?.focus();
  entry?.scrollIntoView({ block: "start" });
}

function remark() {
  const box = entries[Math.max(current(), 0)]?.querySelector("[data-remark]");
  if (!box) return;
  box.open = true;
  focusField(box.querySelector("textarea"));
}

const ACTS = {
  j: () => go(current() + 1),
  k: () => go(current() - 1),
  r: remark,
  n: () => page.querySelector("[data-next]")?.click(),
  p: () => page.querySelector("[data-previous]")?.click(),
};

document.addEventListener("keydown", (event) => {
  if (isOff() || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest("input, textarea, select, [contenteditable]")) return;
  const act = ACTS[event.key];
  if (!act) return;
  event.preventDefault();
  act();
});

line.hidden = false;
show();
