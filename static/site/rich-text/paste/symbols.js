// Characters set in a symbol typeface: the letter in the file is not the sign on the page.

// Adobe's Symbol, from 0x20 and from 0xA0 on; a blank where it has nothing that Unicode knows.
const SYMBOL_LOW = " !∀#∃%&∋()∗+,−./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_‾αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼";
const SYMBOL_HIGH = "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊〈®©™∑";

const WINGDINGS = {
  0x21: "✏", 0x22: "✂", 0x28: "☎", 0x2a: "✉", 0x36: "⌛", 0x46: "☞", 0x4a: "☺", 0x4b: "😐", 0x4c: "☹", 0x6c: "●", 0x6d: "❍", 0x6e: "■",
  0x6f: "□", 0x71: "❑", 0x73: "⬧", 0x74: "⧫", 0x75: "◆", 0x76: "❖", 0x77: "⬥", 0x78: "⌧",
  0x80: "⓪", 0x81: "①", 0x82: "②", 0x83: "③", 0x84: "④", 0x85: "⑤", 0x86: "⑥", 0x87: "⑦", 0x88: "⑧", 0x89: "⑨", 0x8a: "⑩",
  0x9f: "•", 0xa7: "▪", 0xa8: "◻", 0xab: "★", 0xd8: "➢", 0xdf: "←", 0xe0: "→", 0xe1: "↑", 0xe2: "↓", 0xe8: "➔",
  0xef: "⇦", 0xf0: "⇨", 0xf1: "⇧", 0xf2: "⇩", 0xf3: "⬄", 0xfb: "✗", 0xfc: "✓", 0xfd: "☒", 0xfe: "☑",
};

/** The symbol typeface of an element ("symbol", "wingdings"), or the empty string. */
export function symbolFont(element, css) {
  const named = css.get("mso-symbol-font-family") ?? css.get("font-family") ?? element.getAttribute("face") ?? "";
  const first = named.split(",")[0].replace(/["']/g, "").trim().toLowerCase();
  return first === "symbol" || first === "wingdings" ? first : "";
}

/** The text as a reader sees it in the typeface. */
export function inSymbols(text, font) {
  return [...text].map((char) => signOf(char, font)).join("");
}

function signOf(char, font) {
  const code = codeOf(char);
  if (code === null) return char;
  if (font === "wingdings") return WINGDINGS[code] ?? char;
  const sign = code < 0x80 ? SYMBOL_LOW[code - 0x20] : SYMBOL_HIGH[code - 0xa0];
  return sign ?? char;
}

// As a byte of the typeface, or moved to the private use area.
function codeOf(char) {
  const code = char.codePointAt(0);
  if (code >= 0xf020 && code <= 0xf0ff) return code - 0xf000;
  const isSpace = code === 0x20 || code === 0xa0;
  return code > 0x20 && code <= 0xff && !isSpace ? code : null;
}
