// The result of an act, shown in the area of the messages: screen readers announce it, and it stays
// in sight while the user works.

const PATIENCE = 400; // milliseconds before "saving" is shown

const bar = () => document.getElementById("messages");
const words = () => document.getElementById("chapter").dataset;
let timer = 0;

export function saySaving() {
  clearTimeout(timer);
  timer = setTimeout(() => {
    // A message may hold the form of the request, such as "Undo": if removed, it gets no response.
    for (const child of bar().children) child.hidden = true;
    bar().append(lineOf("message", words().saySaving));
  }, PATIENCE);
}

// Shows a failure for which the server sent no message.
export function sayFailure(reason, ...links) {
  bar().replaceChildren(lineOf("message message-error", `${words().sayNotDone} ${reason}`, ...links));
  addHideButton();
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

// Adds a button that hides the messages.
export function addHideButton() {
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
