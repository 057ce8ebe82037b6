// What is pasted from Word or a page, as Markdown: paragraphs, nested lists, bold, italic, links.
// Everything else is dropped. Word's lists are paragraphs with a class and a level, not <ul>.
export function markdownFromHtml(html) {
  const page = new DOMParser().parseFromString(html, "text/html");
  page.querySelectorAll("style, script, meta, link, title, xml").forEach((node) => node.remove());
  const lines = [];
  blocks(page.body, lines, "");
  return lines.join("\n").replace(/\n{3,}/g, "\n\n").trim();
}

const BLOCKS = new Set(["P", "DIV", "SECTION", "ARTICLE", "TABLE", "TBODY", "TR", "TD", "TH", "H1", "H2", "H3", "H4", "H5", "H6", "UL", "OL", "LI", "BLOCKQUOTE", "BR"]);

function blocks(parent, lines, indent) {
  let text = "";
  const flush = () => {
    const clean = tidy(text);
    if (clean) lines.push(indent + clean, "");
    text = "";
  };
  for (const node of parent.childNodes) {
    if (node.nodeType === Node.COMMENT_NODE) continue;
    if (node.nodeType === Node.TEXT_NODE || !BLOCKS.has(node.tagName) && !holdsBlocks(node)) {
      text += inline(node);
    } else if (node.tagName === "BR") {
      flush();
    } else if (node.tagName === "UL" || node.tagName === "OL") {
      flush();
      list(node, lines, indent);
      if (!indent) lines.push("");
    } else if (/^H[1-6]$/.test(node.tagName)) {
      flush();
      lines.push("### " + tidy(inlineOf(node)), "");
    } else if (wordLevel(node)) {
      flush();
      wordItem(node, lines);
    } else if (node.tagName === "P") {
      flush();
      const clean = tidy(inlineOf(node));
      if (clean) lines.push(indent + clean, "");
    } else {
      flush();
      blocks(node, lines, indent);
    }
  }
  flush();
}

function holdsBlocks(node) {
  return node.nodeType === Node.ELEMENT_NODE && node.querySelector("p, ul, ol, li, div, table") !== null;
}

function list(node, lines, indent) {
  let number = 1;
  for (const item of node.children) {
    if (item.tagName === "UL" || item.tagName === "OL") {
      list(item, lines, indent + "  ");
      continue;
    }
    const mark = node.tagName === "OL" ? `${number++}. ` : "- ";
    let text = "";
    const inner = [];
    for (const child of item.childNodes) {
      if (child.tagName === "UL" || child.tagName === "OL") inner.push(child);
      else text += child.tagName === "P" ? inlineOf(child) + " " : inline(child);
    }
    lines.push(indent + mark + tidy(text));
    for (const child of inner) list(child, lines, indent + " ".repeat(mark.length));
  }
}

function wordLevel(node) {
  const found = /mso-list:[^;]*level(\d)/.exec(node.getAttribute?.("style") || "");
  return found ? Number(found[1]) : 0;
}

function wordItem(node, lines) {
  const copy = node.cloneNode(true);
  let mark = "";
  for (const span of copy.querySelectorAll("span")) {
    if (/mso-list:\s*Ignore/i.test(span.getAttribute("style") || "")) {
      mark += span.textContent;
      span.remove();
    }
  }
  const numbered = /^\s*[0-9a-z]+[.)]/i.test(mark);
  if (lines.length && lines[lines.length - 1] === "" && /^\s*(-|\d+\.) /.test(lines[lines.length - 2] || "")) lines.pop();
  lines.push("   ".repeat(wordLevel(node) - 1) + (numbered ? "1. " : "- ") + tidy(inlineOf(copy)), "");
}

function inlineOf(node) {
  return [...node.childNodes].map(inline).join("");
}

function inline(node) {
  if (node.nodeType === Node.TEXT_NODE) return escaped(node.textContent.replace(/[\s\u00a0]+/g, " "));
  if (node.nodeType !== Node.ELEMENT_NODE) return "";
  if (node.tagName === "BR") return " ";
  const text = inlineOf(node);
  const style = node.getAttribute("style") || "";
  if (node.tagName === "A") return link(node, text);
  if (/^(B|STRONG)$/.test(node.tagName) && !/font-weight:\s*normal/.test(style)) return wrapped(text, "**");
  if (/^(I|EM)$/.test(node.tagName)) return wrapped(text, "*");
  if (/font-weight:\s*(bold|[6-9]00)/.test(style)) return wrapped(text, "**");
  return text;
}

function link(node, text) {
  const address = node.getAttribute("href") || "";
  return /^(https?:|mailto:)/i.test(address) && text.trim() ? `[${text.trim()}](${address})` : text;
}

function wrapped(text, mark) {
  const found = /^(\s*)([\s\S]*?)(\s*)$/.exec(text);
  return found[2] ? found[1] + mark + found[2] + mark + found[3] : text;
}

function escaped(text) {
  return text.replace(/([\\*_[\]`<])/g, "\\$1");
}

function tidy(text) {
  return text.replace(/\s+/g, " ").trim().replace(/^(\d+)\. /, "$1\\. ").replace(/^([-+#>]) /, "\\$1 ");
}
