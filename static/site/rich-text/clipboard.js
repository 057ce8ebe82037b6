// What the editor does when something is pasted, dropped or copied.
import { Fragment, Slice } from "../../vendor/prosemirror/prosemirror.js";
import { isInCell } from "./commands.js";
import { MAX_CLIPBOARD, nodesFromHtml, nodesFromText, sliceOf, unknownIn } from "./paste/clipboard.js";
import { withoutForbiddenAttributes } from "./paste/source.js";
import { schema } from "./schema.js";
import { eachMarker, toHtml, toPlainText } from "./serialize.js";

const OWN = "data-pm-slice"; // what ProseMirror writes into what it copies

/**
 * @param {string} language of the text around
 * @param {(words: string) => void} tell shows a message about the result of a paste
 * @param {DOMStringMap} words of the element: `sayTooLarge`, `sayFlattened`, `sayLargeTable`, `saySymbols`
 */
export function clipboardProps(language, tell, words) {
  let lastText = "";
  return {
    handleDOMEvents: {
      paste(_view, event) {
        lastText = event.clipboardData?.getData("text/plain") ?? "";
        return false;
      },
    },
    transformPastedHTML(html) {
      tell("");
      if (html.length > MAX_CLIPBOARD) {
        tell(words.sayTooLarge);
        return "";
      }
      if (html.includes(OWN)) return withoutForbiddenAttributes(html);
      const { nodes, notes } = nodesFromHtml(html, language);
      const pasted = nodes.length ? nodes : nodesFromText(lastText);
      tell([notes.isFlattened && words.sayFlattened, notes.hasLargeTable && words.sayLargeTable, unknownSymbols(pasted, words)].filter(Boolean).join(" "));
      return marked(pasted);
    },
    clipboardTextParser(text) {
      tell("");
      if (text.length > MAX_CLIPBOARD) {
        tell(words.sayTooLarge);
        return Slice.empty;
      }
      const nodes = nodesFromText(text);
      tell(unknownSymbols(nodes, words));
      return sliceOf(nodes);
    },
    transformPasted(slice, view) {
      return isInCell(view.state) && !hasRows(slice) ? new Slice(Fragment.from(onLines(slice.content)), 0, 0) : slice;
    },
    clipboardTextSerializer: (slice) => toPlainText(slice.content),
  };
}

function unknownSymbols(nodes, { sayOneSymbol, saySymbols }) {
  const count = unknownIn(nodes);
  if (!count) return "";
  return count === 1 ? sayOneSymbol : saySymbols.replace("%(count)s", count);
}

// Marked as ProseMirror marks its own content, so that it is pasted unchanged, spaces included.
function marked(nodes) {
  if (!nodes.length) return "";
  const { openStart, openEnd } = sliceOf(nodes);
  const html = toHtml(schema.nodes.doc.create(null, nodes));
  return html.replace(/^<\w+/, (tag) => `${tag} ${OWN}="${openStart} ${openEnd} []"`);
}

function hasRows(slice) {
  return ["table", "table_row"].includes(slice.content.firstChild?.type.name);
}

// A cell has lines: each paragraph and each item becomes one.
function onLines(content) {
  const lines = [];
  const add = (node, marker) => {
    if (node.isInline) {
      lines.at(-1)?.push(node) ?? lines.push([node]);
    } else if (node.isTextblock) {
      lines.push([...(marker ? [schema.text(`${marker} `)] : []), ...childrenOf(node)]);
    } else if (node.type.spec.content === "list_item+") {
      eachMarker(node, (item, printed) => childrenOf(item).forEach((child, at) => add(child, at ? "" : printed)));
    } else childrenOf(node).forEach((child) => add(child));
  };
  content.forEach((node) => add(node));
  return lines.flatMap((line, at) => [...(at ? [schema.nodes.hard_break.create()] : []), ...line]);
}

function childrenOf(node) {
  const children = [];
  node.forEach((child) => children.push(child));
  return children;
}
