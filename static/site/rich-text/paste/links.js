// Addresses as they were before a mail filter, a search engine or a campaign put theirs around them.
import { trimmedEnd } from "./characters.js";

const DEEPEST = 5; // one filter wraps what another has wrapped
const LONGEST = 8000; // characters of an address that is looked at

// Hosts that lead on to the address in one of their parameters.
const REDIRECTS = [
  [/(^|\.)safelinks\.protection\.(outlook\.com|office365\.us|outlook\.us)$/, /^/, ["url"]],
  [/^statics\.teams\.cdn\.office\.net$/, /safelinks/, ["url"]],
  [/^www\.google(\.[a-z]{2,3}){1,2}$/, /^\/url$/, ["q", "url"]],
  [/^(l|lm)\.facebook\.com$|^www\.facebook\.com$/, /^\/(l\.php|flx\/warn\/)$/, ["u"]],
  [/^l\.instagram\.com$/, /^/, ["u"]],
  [/^www\.youtube\.com$/, /^\/redirect$/, ["q"]],
  [/^(www\.)?linkedin\.com$/, /^\/(redir\/redirect|safety\/go)/, ["url"]],
  [/^out\.reddit\.com$/, /^/, ["url"]],
  [/^slack-redir\.net$/, /^\/link$/, ["url"]],
  [/^linkprotect\.cudasvc\.com$/, /^\/url$/, ["a"]],
  [/^clicktime\.(symantec|cloud\.postoffice)/, /^/, ["u"]],
];
const PROOFPOINT = /(^|\.)urldefense(\.proofpoint)?\.(com|us)$/;

const TRACKING = /^(utm_\w+|fbclid|gclid|gclsrc|dclid|gbraid|wbraid|msclkid|yclid|twclid|ttclid|igshid|igsh|li_fat_id|mc_[ce]id|mkt_tok|_hsenc|_hsmi|__hs(sc|tc|fp)|hsctatracking|vero_(id|conv)|oly_(anon|enc)_id|srsltid|_ga|_gl|epik|wickedid|rb_clickid|ml_subscriber(_hash)?|sc_(channel|campaign|content|medium|outcome|geo|country)|at_(campaign|medium)\w*|pk_(campaign|kwd|source|medium)|mtm_\w+|hsa_\w+)$/i;

const IN_TEXT = /https?:\/\/[^\s<>"“”]{4,8000}/gi;

/** The address that `address` leads to, without what only follows its reader. */
export function unwrap(address) {
  let found = address;
  for (let turn = 0; turn < DEEPEST; turn += 1) {
    const inner = unwrapOnce(found);
    if (!inner) break;
    found = inner;
  }
  return withoutTracking(found);
}

/** The text with every address in it unwrapped. */
export function unwrapInText(text) {
  if (!/https?:/i.test(text)) return text;
  return text.replace(IN_TEXT, (found) => {
    const end = trailing(found);
    const address = found.slice(0, found.length - end.length);
    return unwrap(address) + end;
  });
}

/** Gives every link of a page its own address, also where the address is what one reads. */
export function unwrapLinks(body) {
  for (const link of body.querySelectorAll("a[href]")) {
    const written = link.getAttribute("href").trim();
    const before = withScheme(written);
    const original = link.getAttribute("originalsrc") ?? "";
    const after = unwrap(/^https?:/i.test(original) ? original : before);
    if (after === written) continue;
    link.setAttribute("href", after);
    const shown = link.textContent.trim();
    if (shown !== after && isSame(shown, before, after)) link.textContent = after;
  }
}

// The words of a link are its wrapped address, whole, without its scheme or unquoted.
function isSame(shown, before, after) {
  if (!/^\S+$/.test(shown)) return false;
  if (shown === before || shown === unquoted(before)) return true;
  if (`https://${shown}` === before || `http://${shown}` === before) return true;
  return /^https?:/i.test(shown) && unwrap(shown) === after;
}

function trailing(found) {
  const rest = trimmedEnd(found, ".,;:!?'’»]");
  const end = found.slice(rest.length);
  return rest.endsWith(")") && !rest.includes("(") ? `)${end}` : end;
}

function unwrapOnce(address) {
  const url = address.length <= LONGEST && /^https?:/i.test(address) ? parsed(address) : null;
  if (!url) return "";
  const host = url.hostname.toLowerCase();
  if (PROOFPOINT.test(host)) return fromProofpoint(url, address);
  for (const [hosts, path, names] of REDIRECTS) {
    if (!hosts.test(host) || !path.test(url.pathname)) continue;
    const value = names.map((name) => url.searchParams.get(name)).find(Boolean) ?? "";
    if (/^(https?:\/\/|mailto:)/i.test(value)) return value;
  }
  return "";
}

function parsed(address) {
  try {
    return new URL(address);
  } catch {
    return null;
  }
}

function fromProofpoint(url, address) {
  const version = /^\/v([123])\//.exec(url.pathname)?.[1];
  if (version === "1") return url.searchParams.get("u") ?? "";
  if (version === "2") return unquoted((url.searchParams.get("u") ?? "").replace(/-/g, "%").replace(/_/g, "/"));
  return version === "3" ? fromVersion3(address) : "";
}

// v3/__ADDRESS__;CHARACTERS!…: stars stand for the characters that follow, in base64.
const RUNS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

function fromVersion3(address) {
  const found = /\/v3\/__(.+?)__;([^!]*)!/.exec(address);
  if (!found) return "";
  const hidden = [...fromBase64(found[2])];
  const written = found[1].replace(/\*\*(.)|\*/g, (_star, run) => {
    const count = run === undefined ? 1 : RUNS.indexOf(run) + 2;
    return hidden.splice(0, count).join("");
  });
  return written.replace(/^([a-z]+:\/)([^/])/i, "$1/$2");
}

function fromBase64(text) {
  try {
    const bytes = Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (char) => char.charCodeAt(0));
    return new TextDecoder().decode(bytes);
  } catch {
    return "";
  }
}

function unquoted(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** An address that leaves out its scheme ("//www.oas.org/") with the one of today. */
export function withScheme(address) {
  return /^\/\/[^/\s]/.test(address) ? `https:${address}` : address;
}

// The rest of the address stays as it is written, character for character.
function withoutTracking(address) {
  const found = /^(https?:[^?#]*)(?:\?([^#]*))?(?:#(.*))?$/is.exec(address);
  if (!found) return address;
  const [, start, query = "", fragment = ""] = found;
  const place = /^([^?]*)\?(.*)$/s.exec(fragment); // "#/route?utm_source=…"
  const end = place ? joinedWith("?", place[1], kept(place[2])) : kept(fragment);
  if (kept(query) === query && end === fragment) return address;
  return joinedWith("#", joinedWith("?", start, kept(query)), end);
}

function kept(parameters) {
  return parameters.split("&").filter((part) => !TRACKING.test(part.split("=")[0])).join("&");
}

function joinedWith(sign, start, end) {
  return end ? start + sign + end : start;
}
