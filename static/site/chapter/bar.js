// What the portal says of an act: in the place of the messages, which are announced, and which stay
// in sight while one works.

const PATIENCE = 400; // milliseconds after which a save is worth a word

const bar = () => document.getElementById("messages");
const words = () => document.getElementById("chapter").dataset;
let timer = 0;

export function saySaving() {
  clearTimeout(timer);
  timer = setTimeout(() => {
    // What was asked may wait here for its answer, as "Undo" does: taken out, it would never hear of it.
    for (const child of bar().children) child.hidden = true;
    bar().append(lineOf("message", words().saySaving));
  }, PATIENCE);
}

// What the page says by itself, because the server said nothing that belongs here.
export function sayFailure(reason, ...links) {
  bar().replaceChildren(lineOf("message message-error", `${words().sayNotDone} ${reason}`, ...links));
  dressBar();
}

export function linkToAnew() {
  const link = document.createElement("a");
  link.href = "";
  link.textContent = words().sayAgain;
  return link;
}

function lineOf(kind, text, ...links) {
  const line = document.createElement("div");
  line.className = kind;
  line.append(text, ...links.flatMap((link) => [" ", link]));
  return line;
}

// Messages can be put out of sight again.
export function dressBar() {
  clearTimeout(timer);
  const last = bar().lastElementChild;
  if (!last || bar().querySelector("[data-hide]")) return;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "plain-button";
  button.dataset.hide = "";
  button.textContent = words().sayHide;
  button.addEventListener("click", () => {
    bar().replaceChildren();
    document.getElementById("content").focus({ preventScroll: true });
  });
  last.append(" ", button);
}
