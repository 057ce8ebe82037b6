// The document of a long text: what it may hold, how it is read from the stored HTML, and how the
// editor shows it. The server has the same model (program/rich_text/model.py).
import { Schema } from "../../vendor/prosemirror/prosemirror.js";

export const LIST_STYLES = ["1", "a", "A", "i", "I"];
export const DEFAULT_SUFFIX = ".";
const LONGEST_AFFIX = 20; // characters before or after the number of an item
const ADDRESS = /^(https?:\/\/|mailto:)\S+$/i;
const LANGUAGE = /^[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$/;

/** Whether an address may stand in a link: absolute, and of a scheme that cannot run anything. */
export function isAddress(address) {
  return ADDRESS.test(address) && address.length <= 2000;
}

/** The language tag of an element, or null. */
function languageOf(element) {
  const language = element.getAttribute("lang") ?? "";
  return LANGUAGE.test(language) ? language : null;
}

function wholeNumber(value, otherwise) {
  return /^\d{1,9}$/.test(value ?? "") ? Number(value) : otherwise;
}

const language = { lang: { default: null } };
const withLanguage = (tag, node) => [tag, node.attrs.lang ? { lang: node.attrs.lang } : {}, 0];

const nodes = {
  doc: { content: "block+" },

  paragraph: {
    group: "block",
    content: "inline*",
    attrs: language,
    parseDOM: [{ tag: "p", getAttrs: (element) => ({ lang: languageOf(element) }) }],
    toDOM: (node) => withLanguage("p", node),
  },

  heading: {
    group: "block",
    content: "inline*",
    defining: true,
    attrs: { level: { default: 4 }, ...language },
    parseDOM: [4, 5].map((level) => ({ tag: `h${level}`, getAttrs: (element) => ({ level, lang: languageOf(element) }) })),
    toDOM: (node) => withLanguage(`h${node.attrs.level}`, node),
  },

  blockquote: {
    group: "block",
    content: "block+",
    defining: true,
    parseDOM: [{ tag: "blockquote" }],
    toDOM: () => ["blockquote", 0],
  },

  bullet_list: {
    group: "block list",
    content: "list_item+",
    parseDOM: [{ tag: "ul" }],
    toDOM: () => ["ul", 0],
  },

  // The marker of an item is prefix + number + suffix, the same characters in every format.
  ordered_list: {
    group: "block list",
    content: "list_item+",
    attrs: { start: { default: 1 }, type: { default: "1" }, prefix: { default: "" }, suffix: { default: DEFAULT_SUFFIX } },
    parseDOM: [{ tag: "ol", getAttrs: numberingOf }],
    toDOM: (node) => ["ol", numberingAttributes(node.attrs), 0],
  },

  // `value` is the number of an item that does not follow on from the one before it.
  list_item: {
    content: "(paragraph | heading) block*",
    defining: true,
    attrs: { value: { default: null } },
    parseDOM: [{ tag: "li", getAttrs: (element) => ({ value: wholeNumber(element.getAttribute("value"), null) }) }],
    toDOM: (node) => ["li", node.attrs.value === null ? {} : { value: node.attrs.value }, 0],
  },

  table: {
    group: "block",
    content: "table_row+",
    tableRole: "table",
    isolating: true,
    allowGapCursor: false,
    parseDOM: [{ tag: "table" }],
    toDOM: () => ["table", ["tbody", 0]],
  },

  table_row: {
    content: "(table_cell | table_header)*",
    tableRole: "row",
    allowGapCursor: false,
    parseDOM: [{ tag: "tr" }],
    toDOM: () => ["tr", 0],
  },

  table_cell: cell("td", "cell"),
  table_header: cell("th", "header_cell"),

  text: { group: "inline" },

  hard_break: {
    group: "inline",
    inline: true,
    selectable: false,
    linebreakReplacement: true,
    parseDOM: [{ tag: "br" }],
    toDOM: () => ["br"],
  },
};

// No cell is merged; prosemirror-tables asks for the attributes all the same.
function cell(tag, tableRole) {
  return {
    content: "inline*",
    tableRole,
    isolating: true,
    attrs: { colspan: { default: 1 }, rowspan: { default: 1 }, colwidth: { default: null } },
    parseDOM: [{ tag }],
    toDOM: () => [tag, 0],
  };
}

// In the order in which they are written, the outermost first.
const marks = {
  link: {
    attrs: { href: {} },
    inclusive: false,
    parseDOM: [{ tag: "a[href]", getAttrs: (element) => isAddress(element.getAttribute("href").trim()) && { href: element.getAttribute("href").trim() } }],
    toDOM: (mark) => ["a", { href: mark.attrs.href }, 0],
  },
  language: {
    attrs: { lang: {} },
    parseDOM: [{ tag: "span[lang]", getAttrs: (element) => languageOf(element) !== null && { lang: languageOf(element) } }],
    toDOM: (mark) => ["span", { lang: mark.attrs.lang }, 0],
  },
  strong: { parseDOM: [{ tag: "strong" }, { tag: "b" }], toDOM: () => ["strong", 0] },
  em: { parseDOM: [{ tag: "em" }, { tag: "i" }], toDOM: () => ["em", 0] },
  // The mark of a footnote: raised, and told apart from a raised number.
  note: {
    excludes: "note superscript subscript",
    inclusive: false,
    parseDOM: [{ tag: "sup.note", priority: 60 }],
    toDOM: () => ["sup", { class: "note" }, 0],
  },
  superscript: { excludes: "note superscript subscript", parseDOM: [{ tag: "sup" }], toDOM: () => ["sup", 0] },
  subscript: { excludes: "note superscript subscript", parseDOM: [{ tag: "sub" }], toDOM: () => ["sub", 0] },
};

function numberingOf(element) {
  const type = element.getAttribute("type");
  return {
    start: wholeNumber(element.getAttribute("start"), 1),
    type: LIST_STYLES.includes(type) ? type : "1",
    prefix: (element.getAttribute("data-prefix") ?? "").slice(0, LONGEST_AFFIX),
    suffix: (element.getAttribute("data-suffix") ?? DEFAULT_SUFFIX).slice(0, LONGEST_AFFIX),
  };
}

/** The attributes of an `ol`, in the order of the stored form; defaults are left out. */
export function numberingAttributes({ start, type, prefix, suffix }) {
  return {
    ...(start === 1 ? {} : { start: String(start) }),
    ...(type === "1" ? {} : { type }),
    ...(prefix ? { "data-prefix": prefix } : {}),
    ...(suffix === DEFAULT_SUFFIX ? {} : { "data-suffix": suffix }),
  };
}

export const schema = new Schema({ nodes, marks });
