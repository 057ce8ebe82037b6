// The markers of lists as CSS defines them (`list-style-type`), for styles that a text does not have.
import { numeral } from "../numerals.js";

// Styles that a text has, by their names in CSS.
const OF_TEXT = { __proto__: null, "decimal": "1", "lower-alpha": "a", "lower-latin": "a", "upper-alpha": "A", "upper-latin": "A", "lower-roman": "i", "upper-roman": "I" };
/** The styles of CSS by the `type` of a list element. */
export const BY_ATTRIBUTE = { __proto__: null, "1": "decimal", "a": "lower-alpha", "A": "upper-alpha", "i": "lower-roman", "I": "upper-roman" };
const BULLETS = /^(none|disc|circle|square|disclosure-(open|closed))$/;

const letters = (text) => [...text];
const ALPHABETS = {
  __proto__: null,
  "lower-greek": letters("αβγδεζηθικλμνξοπρστυφχψω"),
  "upper-greek": letters("ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩ"),
  "lower-russian": letters("абвгдежзиклмнопрстуфхцчшщэюя"),
  "upper-russian": letters("АБВГДЕЖЗИКЛМНОПРСТУФХЦЧШЩЭЮЯ"),
  "hiragana": letters("あいうえおかきくけこさしすせそたちつてとなにぬねのはひふへほまみむめもやゆよらりるれろわゐゑをん"),
  "katakana": letters("アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヰヱヲン"),
  "hiragana-iroha": letters("いろはにほへとちりぬるをわかよたれそつねならむうゐのおくやまけふこえてあさきゆめみしゑひもせす"),
  "katakana-iroha": letters("イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマケフコエテアサキユメミシヱヒモセス"),
};
const STEMS = { __proto__: null, "cjk-heavenly-stem": letters("甲乙丙丁戊己庚辛壬癸"), "cjk-earthly-branch": letters("子丑寅卯辰巳午未申酉戌亥") };
const ZEROS = {
  __proto__: null,
  "arabic-indic": "٠", "persian": "۰", "urdu": "۰", "devanagari": "०", "bengali": "০", "gurmukhi": "੦", "gujarati": "૦", "oriya": "୦",
  "tamil": "௦", "telugu": "౦", "kannada": "೦", "malayalam": "൦", "thai": "๐", "lao": "໐", "tibetan": "༠", "myanmar": "၀", "khmer": "០",
  "cambodian": "០", "mongolian": "᠐",
};
// Signs for 1 to 9, 10 to 90, 100 to 900 and 1000 to 9000, which are written one after the other.
const PLACES = {
  __proto__: null,
  "armenian": ["ԱԲԳԴԵԶԷԸԹ", "ԺԻԼԽԾԿՀՁՂ", "ՃՄՅՆՇՈՉՊՋ", "ՌՍՎՏՐՑՒՓՔ"],
  "upper-armenian": ["ԱԲԳԴԵԶԷԸԹ", "ԺԻԼԽԾԿՀՁՂ", "ՃՄՅՆՇՈՉՊՋ", "ՌՍՎՏՐՑՒՓՔ"],
  "lower-armenian": ["աբգդեզէըթ", "ժիլխծկհձղ", "ճմյնշոչպջ", "ռսվտրցւփք"],
  "georgian": ["აბგდევზჱთ", "იკლმნჲოპჟ", "რსტჳფქღყშ", "ჩცძწჭხჴჯჰ"],
  "hebrew": ["אבגדהוזחט", "יכלמנסעפצ"],
};
const CHINESE = /^(cjk-ideographic|(trad|simp)-chinese-(in)?formal|japanese-(in)?formal)$/;
const DIGITS = letters("〇一二三四五六七八九");

/** The style of an `ol` element for a style of CSS; empty if it has none. */
export const styleOfCss = (name) => OF_TEXT[name] ?? "";

/** Whether a style of CSS shows a bullet, or nothing. */
export const isBulletStyle = (name) => BULLETS.test(name);

/** The marker that a browser shows for a number in a style of CSS: "01.", "α.", "三、". */
export function markerOfCss(name, number) {
  return counterOfCss(name, number) + (CHINESE.test(name) || /^cjk-|^(hira|kata)gana/.test(name) ? "、" : ".");
}

/** The number alone. What a style cannot write is written in digits, as browsers do. */
export function counterOfCss(name, number) {
  if (name === "decimal-leading-zero") return (number < 0 ? "-" : "") + String(Math.abs(number)).padStart(number < 0 ? 1 : 2, "0");
  if (name in OF_TEXT) return numeral(number, OF_TEXT[name]);
  if (name in ZEROS && number >= 0) return [...String(number)].map((digit) => String.fromCodePoint(ZEROS[name].codePointAt(0) + Number(digit))).join("");
  if (name in ALPHABETS && number > 0) return ofAlphabet(ALPHABETS[name], number);
  if (name in PLACES && number > 0 && String(number).length <= PLACES[name].length) return ofPlaces(PLACES[name], number);
  if (name in STEMS && number > 0 && number <= STEMS[name].length) return STEMS[name][number - 1];
  if (name === "cjk-decimal" && number >= 0) return [...String(number)].map((digit) => DIGITS[digit]).join("");
  return CHINESE.test(name) && number > 0 && number < 100 ? chinese(number) : String(number);
}

function ofAlphabet(alphabet, number) {
  let written = "";
  for (let left = number; left > 0; left = Math.floor((left - 1) / alphabet.length)) written = alphabet[(left - 1) % alphabet.length] + written;
  return written;
}

function ofPlaces(places, number) {
  const written = [...String(number)].map((digit, at, digits) => (digit === "0" ? "" : places[digits.length - 1 - at][digit - 1])).join("");
  return written.replace("יה", "טו").replace("יו", "טז"); // 15 and 16 of Hebrew
}

function chinese(number) {
  const [tens, ones] = [Math.floor(number / 10), number % 10];
  return (tens > 1 ? DIGITS[tens] : "") + (tens ? "十" : "") + (ones ? DIGITS[ones] : "");
}

/** The text of a string of CSS (`"c\29  "`), or null for another value. */
export function textOfCss(value) {
  const found = /^(["'])([^]*)\1$/.exec(value);
  return found ? found[2].replace(/\\([0-9a-f]{1,6})\s?|\\([^])/gi, (_all, code, char) => (code ? String.fromCodePoint(Math.min(Number.parseInt(code, 16), 0x10ffff)) : char)) : null;
}
