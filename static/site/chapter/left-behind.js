// Lists text of the chapter that this browser keeps and that was not saved: after a crash, users
// return to the chapter and not to the entry.
import { keys, linkedCopy, PREFIX } from "../editor/local-copies.js";
import { timeOf, withValues } from "../editor/status.js";

export async function sayLeftBehind(chapter) {
  const { user, key } = chapter.dataset;
  const [, year, slug] = /^(\d+)-(.+)$/.exec(key);
  const own = new RegExp(`^${PREFIX}${user}:(/desk/(?:${year}/${slug}/|entries/${key}-\\d+/).*):`);
  const lines = [];
  for (const name of keys()) {
    const [, address] = own.exec(name) ?? [];
    if (address && (await isLeft(name))) lines.push(lineFor(chapter, name, address));
  }
  const box = document.getElementById("left-behind");
  // Also shown for a chapter that cannot be edited now, which has no form to open it in.
  if (box.textContent !== lines.map((line) => line.textContent).join("")) box.replaceChildren(...lines);
}

// An open page locks the names of its copies. A browser without locks knows only the forms that
// are open on this page.
function isLeft(name) {
  const open = [...document.querySelectorAll("form[data-keep] [name=session]")];
  if (open.some((field) => name.endsWith(`:${field.value}`))) return false;
  if (!navigator.locks) return true;
  return navigator.locks.request(name, { ifAvailable: true }, (lock) => lock !== null);
}

function lineFor(chapter, name, address) {
  const words = chapter.dataset;
  const copy = JSON.parse(localStorage.getItem(name));
  const line = document.createElement("p");
  const link = document.createElement("a");
  line.className = "message message-warning";
  link.href = address + linkedCopy(name); // of several, the one that is named
  link.textContent = words.saySee;
  const values = { time: timeOf(copy?.at), entry: nameOf(address, copy, words) };
  line.append(withValues(words.sayLeft, values), ...("canWrite" in words ? [" ", link] : []));
  return line;
}

function nameOf(address, copy, words) {
  if (address.includes("/entries/new/")) return words.sayNew;
  return /^\/desk\/entries\/([^/]+)\/$/.exec(address)?.[1] ?? copy?.title ?? address;
}
