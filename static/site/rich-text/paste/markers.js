// The printed marker of an item of a list ("2.1.", "(a)", "iii", "•"), read.
import { numberOf } from "../numerals.js";

const NUMBERED = /^(.{0,20}?)(\d{1,9}|[A-Za-z]{1,15})((?:[^\p{L}\p{N}]|[ºª]){0,20})$/u;
const LARGEST_ROMAN = 50; // of a list that begins with it: "mix" and "di" are words
const STYLES_OF_LETTERS = ["i", "I", "a", "A"];

// What Word calls the styles of numbers.
const OF_WORD = { "arabic": "1", "arabic-leading-zero": "1", "alpha-lower": "a", "alpha-upper": "A", "roman-lower": "i", "roman-upper": "I" };
export const styleOfWord = (name) => OF_WORD[name] ?? "";

/**
 * The parts of a marker, or null for a bullet.
 *
 * @returns {?{prefix: string, figure: string, suffix: string}} `figure` is the number as printed
 */
export function readMarker(text) {
  const marker = text.replace(/[\s\u00a0]+/g, " ").trim();
  if (marker === "o") return null; // the bullet of Word's second level
  const found = NUMBERED.exec(marker);
  if (!found) return null;
  const [, zeros, figure] = /^(0*)(.+)$/.exec(found[2]); // "01." is printed with its zero
  return { prefix: found[1] + zeros, figure, suffix: found[3] };
}

/** Whether a marker only marks: it has no word or number, and is no box that is ticked or not. */
export function isBulletSign(text) {
  return text === "o" || !/[\p{L}\p{N}☐☑☒✗✘]/u.test(text);
}

/** The styles in which a figure can be read, with its number in each: [["i", 1], ["a", 9]]. */
function readings(figure) {
  if (/^\d/.test(figure)) return [["1", Number(figure)]];
  return STYLES_OF_LETTERS.map((style) => [style, numberOf(figure, style)]).filter(([, number]) => number !== null);
}

/** Whether two markers are alike but for the number. */
export function isAlike(one, other) {
  return one.prefix === other.prefix && one.suffix === other.suffix;
}

/**
 * The style and number of the first marker of a list: "i" may be a letter or a Roman one.
 *
 * @param {object} marker
 * @param {?object} following the marker of the item after it
 * @param {string} named the style that the program names, if it does
 * @returns {?{type: string, number: number}}
 */
export function firstOf(marker, following, named = "") {
  const possible = readings(marker.figure);
  const goesOn = following && isAlike(marker, following) &&
    possible.find(([style, number]) => numberOf(following.figure, style) === number + 1);
  // A figure of several letters is a word, unless the next one or the program says otherwise.
  const isWord = ([style, number]) => marker.figure.length > 1 && !/^\d/.test(marker.figure) && style !== named && (style.toLowerCase() === "a" || number > LARGEST_ROMAN);
  const isSingle = marker.figure.length === 1 && !/[iI]/.test(marker.figure);
  const chosen = goesOn || possible.find(([style]) => style === named) ||
    (isSingle && possible.find(([style]) => style.toLowerCase() === "a")) || possible.find((one) => !isWord(one));
  return chosen ? { type: chosen[0], number: chosen[1] } : null;
}
