// Characters that are repaired or removed in what is pasted, as the server does on saving
// (program/rich_text/characters.py). Nothing that a reader sees is removed.

// Zero-width characters, marks and controls of direction.
const INVISIBLE = /[\u034f\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/g;
const CONTROLS = /[\u0000-\u0008\u000e-\u001f\u007f]/g;
const NON_JOINER = /(?<![\u0590-\u0dff\u0e00-\u109f])\u200c/g;
const JOINER_IN_WORD = /(?<=[A-Za-z0-9\u00c0-\u024f])\u200d(?=[A-Za-z0-9\u00c0-\u024f])/g;

// What Windows-1252 has from 0x80 to 0x9F; a blank for the five codes that have no character.
const WINDOWS = "€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ";

/** The byte from 0x80 to 0x9f that Windows-1252 has for a character; null for others. */
export function windowsByteOf(char) {
  const at = char === " " ? -1 : WINDOWS.indexOf(char);
  return at < 0 ? null : 0x80 + at;
}

/** How many characters of the private use areas a text has: no typeface of the report has a sign for them. */
export function countUnknown(text) {
  return text.match(/\p{Co}/gu)?.length ?? 0;
}

// Word's symbol typefaces put their characters into the private use area.
const PRIVATE = {
  "\uf0b7": "•", "\uf0a7": "▪", "\uf0d8": "➢", "\uf0fc": "✓", "\uf076": "❖", "\uf06f": "o",
  "\uf0e0": "→", "\uf0a8": "◻", "\uf0be": "—", "\uf02d": "-",
};

/** The text without invisible characters, with bytes of Windows-1252 and symbols repaired. */
export function clean(text) {
  return cleanButHyphens(text).replace(/\u00ad/g, "");
}

/** The same, with its soft hyphens. */
export function cleanButHyphens(text) {
  if (/^[\t\n\r\x20-\x7e]*$/.test(text)) return text;
  return text
    .replace(/[\u0080-\u009f]/g, (char) => WINDOWS[char.charCodeAt(0) - 0x80].trim())
    .replace(/[\uf020-\uf0ff]/g, (char) => PRIVATE[char] ?? char)
    .replace(INVISIBLE, "")
    .replace(CONTROLS, "")
    .replace(NON_JOINER, "")
    .replace(JOINER_IN_WORD, "");
}

/** The text with line feeds only; a paragraph separator becomes an empty line. */
export function withLineFeeds(text) {
  return text.replace(/\r\n|[\r\v\f\u2028]/g, "\n").replace(/\u2029/g, "\n\n");
}

/** The text without those of the characters at its end. In one pass: `/ +$/` takes the square of it. */
export function trimmedEnd(text, characters) {
  let end = text.length;
  while (end > 0 && characters.includes(text[end - 1])) end -= 1;
  return text.slice(0, end);
}
