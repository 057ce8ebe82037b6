// The text of a PDF as pdf.js lays it over the page: pieces of lines, each at its place and in its
// size. A smaller piece above the line is raised, one below it lowered; the places tell where lines end.

const SMALLER = 0.85; // of the size of the line
const PAGE = 8.2; // points for each percent of a page of A4 or letter paper

/** Puts raised and lowered pieces into `sup` and `sub`, and a line break between lines without one. */
export function asLines(body) {
  let line = null; // the piece that gives the line its size and place
  for (const node of body.querySelectorAll("br, [data-css*='top']")) {
    if (node.tagName === "BR") line = null;
    const place = placeOf(node);
    if (!place || !node.textContent.trim()) continue;
    const piece = { node, ...place };
    if (line && Math.abs(piece.top - line.top) > Math.max(line.size, piece.size)) {
      node.before(node.ownerDocument.createElement("br"));
      line = null;
    }
    if (line && piece.size < line.size * SMALLER) setPosition(piece, line);
    else {
      if (line && line.size < piece.size * SMALLER) setPosition(line, piece);
      line = piece;
    }
  }
  body.querySelectorAll("div[data-css*='top']").forEach((piece) => { if (placeOf(piece)) inOneLine(piece); });
}

// A raised piece ends above the middle of the letters of its line, a lowered one below their foot.
function setPosition({ node, size, top }, line) {
  const room = line.size - size;
  const down = top - line.top;
  const tag = down < room * 0.45 ? "sup" : down > room * 1.15 ? "sub" : "";
  if (!tag) return;
  const raised = node.ownerDocument.createElement(tag);
  raised.append(...node.childNodes);
  node.append(raised);
}

// Older versions use an element that begins a line for each piece.
function inOneLine(piece) {
  const span = piece.ownerDocument.createElement("span");
  span.append(...piece.childNodes);
  piece.replaceWith(span);
}

function placeOf(element) {
  if (!/^(SPAN|DIV)$/.test(element.tagName)) return null;
  const css = element.getAttribute("data-css") ?? "";
  const hasLeft = /(^|[;\s])left:/i.test(css) && (element.getAttribute("role") === "presentation" || element.closest(".textLayer") !== null);
  if (!hasLeft && !/position:\s*absolute/i.test(css)) return null;
  const [, top, unit] = /(?:^|[;\s])top:\s*(?:calc\([^;]*?)?(-?[\d.]+)(px|pt|%)/i.exec(css) ?? [];
  const [, size] = /font-size:[^;]*?([\d.]+)(?:px|pt)/i.exec(css) ?? [];
  return top && Number(size) > 0 ? { top: Number(top) * (unit === "%" ? PAGE : 1), size: Number(size) } : null;
}
