// Says that this browser keeps text of the chapter that was not saved: after a crash one comes back
// to the chapter, and not to the entry.
import { keys, PREFIX } from "../editor/local-copies.js";
import { timeOf, withValues } from "../editor/status.js";

export async function sayLeftBehind(chapter) {
  const { user, key } = chapter.dataset;
  const own = new RegExp(`^${PREFIX}${user}:(new-${key}|${key}-\\d+):`);
  const lines = [];
  for (const name of keys()) {
    const [, page] = own.exec(name) ?? [];
    if (page && (await isLeft(name))) lines.push(lineFor(chapter, name, page));
  }
  const box = document.getElementById("left-behind");
  // A chapter that cannot be written now shows it all the same: there is no form to open it in.
  if (box.textContent !== lines.map((line) => line.textContent).join("")) box.replaceChildren(...lines);
}

// What a living page still writes is held by it; a browser that cannot tell so knows at least what
// stands open here.
function isLeft(name) {
  const open = [...document.querySelectorAll("form[data-editor] [name=session]")];
  if (open.some((field) => name.endsWith(`:${field.value}`))) return false;
  if (!navigator.locks) return true;
  return navigator.locks.request(name, { ifAvailable: true }, (lock) => lock !== null);
}

function lineFor(chapter, name, page) {
  const words = chapter.dataset;
  const isNew = page.startsWith("new-");
  const line = document.createElement("p");
  const link = document.createElement("a");
  line.className = "message message-warning";
  link.href = (isNew ? words.new : words.entry?.replace("REFERENCE", page)) ?? "";
  link.textContent = words.saySee;
  const values = { time: timeOf(JSON.parse(localStorage.getItem(name))?.at), entry: isNew ? words.sayNew : page };
  line.append(withValues(words.sayLeft, values), ...(words.entry ? [" ", link] : []));
  return line;
}
