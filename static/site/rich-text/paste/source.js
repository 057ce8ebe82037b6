// The HTML of a clipboard as a page that is never shown, and what its styles say.

const RULES_READ = 5000;

/**
 * Reads the HTML of a clipboard. The policy of the page forbids styles and scripts in attributes, and
 * the browser would complain of each that is pasted, so they get other names before.
 *
 * @returns {{body: HTMLElement, styles: Styles}}
 */
export function read(html) {
  const { rest, css } = withoutStyleElements(html);
  const page = new DOMParser().parseFromString(withoutForbiddenAttributes(rest), "text/html");
  return { body: page.body, styles: new Styles(css) };
}

// By looking for the ends of elements, not by one expression: its time grows with the length only.
function withoutStyleElements(html) {
  const parts = [];
  const css = [];
  const lower = html.toLowerCase();
  let from = 0;
  for (;;) {
    const start = lower.indexOf("<style", from);
    const begin = start < 0 ? -1 : lower.indexOf(">", start);
    const end = begin < 0 ? -1 : lower.indexOf("</style", begin);
    if (end < 0) break;
    parts.push(html.slice(from, start));
    css.push(html.slice(begin + 1, end));
    const after = lower.indexOf(">", end);
    from = after < 0 ? html.length : after + 1;
  }
  parts.push(html.slice(from));
  return { rest: parts.join(""), css: css.join("\n") };
}

const FORBIDDEN = /^(style|on\w+)$/i;
const TAG = /<[a-z][^\s/>]*/iy;
const ATTRIBUTE = /[\s/]*([^\s/>=]+)(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s>"']+)?)?/y;

/** The HTML without styles and scripts in attributes, of which the browser would complain. */
export function withoutForbiddenAttributes(html) {
  const parts = [];
  let from = 0;
  let at = html.indexOf("<");
  while (at >= 0) {
    TAG.lastIndex = at;
    at = TAG.test(html) ? TAG.lastIndex : at + 1;
    if (TAG.lastIndex) {
      ATTRIBUTE.lastIndex = at;
      for (let found = ATTRIBUTE.exec(html); found; found = ATTRIBUTE.exec(html)) {
        const start = found.index + found[0].indexOf(found[1]);
        at = ATTRIBUTE.lastIndex;
        if (!FORBIDDEN.test(found[1])) continue;
        parts.push(html.slice(from, start), found[1].toLowerCase() === "style" ? "data-css" : "data-dropped");
        from = start + found[1].length;
      }
    }
    at = html.indexOf("<", at);
  }
  parts.push(html.slice(from));
  return parts.join("");
}

/** What the style attributes and the rules for classes say of an element. */
export class Styles {
  constructor(css) {
    this.ofClass = new Map(); // class → [{tag, declarations}]
    this.lists = new Map(); // "l0:level1" → declarations of Word's list
    this.known = new WeakMap();
    this.readRules(css);
  }

  readRules(css) {
    for (const rule of css.replace(/<!--|-->/g, "").split("}", RULES_READ)) {
      const [selectors, ...rest] = rule.split("{");
      if (!rest.length) continue;
      const declarations = declarationsOf(rest.at(-1));
      for (const selector of selectors.split("*/").at(-1).split(",")) this.addRule(selector.trim(), declarations);
    }
  }

  addRule(selector, declarations) {
    const list = /@list\s+(l\d+:level\d+)$/.exec(selector);
    if (list) this.lists.set(list[1], declarations);
    const simple = /(?:^|[\s>])([a-z0-9]*)\.([\w-]+)$/i.exec(selector);
    if (!simple) return;
    const rules = this.ofClass.get(simple[2]) ?? [];
    rules.push({ tag: simple[1].toUpperCase(), declarations });
    this.ofClass.set(simple[2], rules);
  }

  /** @returns {Map<string, string>} the declarations of an element, in lower case but for strings */
  of(element) {
    const held = this.known.get(element);
    if (held) return held;
    const made = new Map();
    for (const name of element.classList) {
      for (const { tag, declarations } of this.ofClass.get(name) ?? []) {
        if (!tag || tag === element.tagName) declarations.forEach((value, property) => made.set(property, value));
      }
    }
    declarationsOf(element.getAttribute("data-css") ?? "").forEach((value, property) => made.set(property, value));
    this.known.set(element, made);
    return made;
  }
}

const STRING = /"(?:\\[^]|[^"\\])*"|'(?:\\[^]|[^'\\])*'/g;
const DECLARATION = /(?:"(?:\\[^]|[^"\\])*"|'(?:\\[^]|[^'\\])*'|[^;])+/g;

function declarationsOf(css) {
  const made = new Map();
  for (const [declaration] of css.matchAll(DECLARATION)) {
    const colon = declaration.indexOf(":");
    if (colon <= 0) continue;
    const name = declaration.slice(0, colon).trim().toLowerCase();
    const value = inLowerCase(declaration.slice(colon + 1)).replace("!important", "").trim();
    made.set(name, value);
    if (name === "list-style") made.set("list-style-type", listStyleIn(value));
  }
  return made;
}

// All but its strings.
function inLowerCase(value) {
  const strings = value.match(STRING) ?? [];
  return value.split(STRING).map((part, at) => part.replace(/\s+/g, " ").toLowerCase() + (strings[at] ?? "")).join("");
}

// What the shorthand `list-style` says of the marker.
function listStyleIn(value) {
  const words = value.replace(/\burl\([^)]*\)/g, "").match(/"[^"]*"|'[^']*'|[\w-]+/g) ?? [];
  return words.find((word) => !/^(inside|outside|initial|inherit|unset)$/.test(word)) ?? "disc";
}
