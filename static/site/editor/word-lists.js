// Word does not copy lists as lists: each item is a paragraph that names its level, with its bullet
// or number typed into it. Here they become the nested lists they were.

const LEVEL = /mso-list:[^;]*level(\d)/i;
const MARK = /mso-list:\s*ignore/i;
const OWN_STYLE = /^MsoList(Bullet|Number)(\d?)/;
const CONTINUED = /^MsoList(Paragraph|Continue)/;

export function rebuildWordLists(body) {
  body.querySelectorAll(".ListContainerWrapper").forEach(asDesktopWord);
  const parents = new Set([...body.querySelectorAll("p, h1, h2, h3, h4, h5, h6, div")].filter(isItem).map((node) => node.parentNode));
  parents.forEach(rebuild);
}

// Word on the web writes a list of its own around every item, and the level as an attribute.
function asDesktopWord(wrapper) {
  const made = [...wrapper.querySelectorAll("li")].map((item) => {
    const paragraph = item.ownerDocument.createElement("p");
    const mark = item.ownerDocument.createElement("span");
    const list = item.parentNode;
    paragraph.setAttribute("data-css", `mso-list:l0 level${item.dataset.ariaLevel || 1} lfo1`);
    mark.setAttribute("data-css", "mso-list:Ignore");
    mark.textContent = list.tagName === "OL" ? `${list.getAttribute("start") || 1}.` : "·";
    paragraph.append(mark, ...item.childNodes);
    return paragraph;
  });
  wrapper.replaceWith(...made);
}

function isItem(node) {
  return levelOf(node) > 0 && !/^H/.test(node.tagName);
}

function levelOf(node) {
  const named = LEVEL.exec(node.getAttribute("data-css") || "");
  if (named) return Number(named[1]);
  const own = OWN_STYLE.exec(node.className);
  return own ? Number(own[2] || 1) : 0;
}

function rebuild(parent) {
  let open = []; // the lists that stand open, outermost first: {level, list}
  for (const node of [...parent.childNodes]) {
    if (node.nodeType !== Node.ELEMENT_NODE) {
      if (node.nodeType === Node.TEXT_NODE && node.textContent.trim()) open = [];
    } else if (isItem(node)) {
      open = addItem(node, open);
    } else if (open.length && CONTINUED.test(node.className)) {
      open.at(-1).list.lastElementChild.append(node);
    } else {
      open = [];
    }
  }
}

function addItem(node, open) {
  const level = levelOf(node);
  const mark = takeMark(node);
  const ordered = mark ? /^\(?[0-9a-z]+[.)]/i.test(mark) : /MsoListNumber/.test(node.className);
  const still = open.filter((held) => held.level <= level);
  if (still.at(-1)?.level === level && !continuesList(still.at(-1).list, ordered, mark)) still.pop();
  if (still.at(-1)?.level !== level) still.push({ level, list: newList(node, still.at(-1)?.list, ordered, mark) });
  const item = node.ownerDocument.createElement("li");
  item.append(...node.childNodes);
  still.at(-1).list.append(item);
  node.remove();
  return still;
}

// A number that begins again begins another list.
function continuesList(list, ordered, mark) {
  const begins = ordered && firstNumber(mark) === 1 && list.children.length > 0 && /\d/.test(mark);
  return (list.tagName === "OL") === ordered && !begins;
}

function newList(node, outer, ordered, mark) {
  const list = node.ownerDocument.createElement(ordered ? "ol" : "ul");
  if (ordered) list.setAttribute("start", firstNumber(mark));
  if (outer) outer.lastElementChild.append(list);
  else node.before(list);
  return list;
}

function takeMark(node) {
  const marks = [...node.querySelectorAll("span")].filter((span) => MARK.test(span.getAttribute("data-css") || ""));
  const words = marks.map((span) => span.textContent).join("").trim();
  marks.forEach((span) => span.remove());
  return words;
}

function firstNumber(mark) {
  const digits = /(\d+)\D*$/.exec(mark);
  return digits ? Number(digits[1]) : 1;
}
