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

// `page` is what came in place of what was hoped for, if anything came.
export function sayFailure(page, said, status = 0) {
  clearTimeout(timer);
  if (status === 401 || page?.querySelector("input[name=login]")) {
    const link = linkTo(`${words().signIn}?next=${encodeURIComponent(location.pathname)}`, words().saySignIn);
    link.target = "_blank";
    link.rel = "noopener";
    return show("message message-error", `${words().sayNotDone} ${words().saySignedOut}`, link);
  }
  const reason = said || reasonOf(page) || words().sayRefused;
  return show("message message-error", `${words().sayNotDone} ${reason}`, ...(page ? [linkTo(location.pathname, words().sayAgain)] : []));
}

function reasonOf(page) {
  const found = [...(page?.querySelectorAll("h1, .sentence") ?? [])].slice(0, 2);
  return found.map((node) => node.textContent.trim().replace(/[^.!?]$/, "$&.")).join(" ");
}

function show(kind, text, ...deeds) {
  bar().replaceChildren(lineOf(kind, text, ...deeds));
  dressBar();
}

function lineOf(kind, text, ...deeds) {
  const line = document.createElement("div");
  line.className = kind;
  line.append(text, ...deeds.flatMap((deed) => [" ", deed]));
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

function linkTo(address, text) {
  const link = document.createElement("a");
  link.href = address;
  link.textContent = text;
  return link;
}
