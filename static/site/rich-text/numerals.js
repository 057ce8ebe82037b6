// Numbers as the markers of lists show them, written and read.

const ROMAN = [[1000, "m"], [900, "cm"], [500, "d"], [400, "cd"], [100, "c"], [90, "xc"], [50, "l"], [40, "xl"], [10, "x"], [9, "ix"], [5, "v"], [4, "iv"], [1, "i"]];
const LARGEST_ROMAN = 3999;

/**
 * A number in a style of the `ol` element ("1", "a", "A", "i", "I"), as browsers write it. What a
 * style cannot write is written in digits.
 */
export function numeral(number, type) {
  const lower = type.toLowerCase();
  let written = String(number);
  if (lower === "a" && number > 0) written = letters(number);
  else if (lower === "i" && number > 0 && number <= LARGEST_ROMAN) written = roman(number);
  return type === lower ? written : written.toUpperCase();
}

function letters(number) {
  let written = "";
  for (let left = number; left > 0; left = Math.floor((left - 1) / 26)) {
    written = String.fromCharCode(97 + ((left - 1) % 26)) + written;
  }
  return written;
}

function roman(number) {
  let left = number;
  let written = "";
  for (const [value, sign] of ROMAN) {
    written += sign.repeat(Math.floor(left / value));
    left %= value;
  }
  return written;
}

/** The number that a numeral means in a style, or null if it is not a numeral of that style. */
export function numberOf(text, type) {
  const lower = text.toLowerCase();
  const wanted = type.toLowerCase();
  if (type !== wanted && text !== text.toUpperCase()) return null;
  if (type === wanted && type !== "1" && text !== lower) return null;
  if (wanted === "1") return /^\d{1,9}$/.test(text) ? Number(text) : null;
  if (wanted === "a") return /^[a-z]{1,3}$/.test(lower) ? [...lower].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 96, 0) : null;
  return fromRoman(lower);
}

function fromRoman(text) {
  if (!/^[ivxlcdm]{1,15}$/.test(text)) return null;
  let number = 0;
  let left = text;
  for (const [value, sign] of ROMAN) {
    while (left.startsWith(sign)) {
      number += value;
      left = left.slice(sign.length);
    }
  }
  return left === "" && roman(number) === text ? number : null;
}
