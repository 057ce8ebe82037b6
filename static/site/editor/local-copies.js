// Copies of unsaved text in this browser, until the server has confirmed that it has it.
// Each belongs to a person, a form (its address) and one opening of the form, so that two tabs do not
// overwrite each other's copy, and a person who signs in later on the same computer does not see it.

export const PREFIX = "writing:";
const RESUME = "writing-resume";
const KEPT_FOR = 60 * 24 * 60 * 60 * 1000; // sixty days

export class LocalCopies {
  // `ending` is an `AbortSignal`: the form was removed from the page.
  constructor(user, page, session, ending) {
    this.user = user;
    this.page = page;
    this.session = session;
    this.ending = ending;
    this.hold();
  }

  get key() {
    return this.keyOf(this.session);
  }

  keyOf(session) {
    return `${PREFIX}${this.user}:${this.page}:${session}`;
  }

  // Returns whether the browser stored it: its storage may be full or disabled.
  keep(copy) {
    return attempt(() => localStorage.setItem(this.key, JSON.stringify({ at: Date.now(), session: this.session, ...copy })) ?? true, false);
  }

  read(key) {
    return attempt(() => JSON.parse(localStorage.getItem(key)), null);
  }

  forget(key = this.key) {
    attempt(() => localStorage.removeItem(key));
  }

  // A new entry has its own address after its first save.
  moveTo(page) {
    const [before, held] = [this.key, this.read(this.key)];
    this.page = page;
    this.hold();
    if (held && this.keep(held)) this.forget(before);
  }

  // A page locks the name of its copy while it is open: text that is open in another tab is not offered.
  hold() {
    const gone = new Promise((letGo) => { this.ending.addEventListener("abort", letGo); });
    navigator.locks?.request(this.key, () => gone);
  }

  // Calls `offer` with each copy of this person and form that no open page uses: first the requested
  // one, then the newest; its promise resolves when the user has decided.
  async eachLeftBehind(offer) {
    const start = this.keyOf("");
    const left = keys().filter((key) => key.startsWith(start) && key !== this.key);
    const rank = (key) => (location.hash === linkedCopy(key) ? Infinity : this.read(key)?.at ?? 0);
    left.sort((one, other) => rank(other) - rank(one));
    await Promise.all(left.map((key) => whenFree(key, async () => {
      const held = this.read(key);
      if (held) await offer(key, held);
    })));
  }

  // After signing in by the link of the status line, the user gets this copy back without a question.
  resumeAfterSignIn() {
    attempt(() => sessionStorage.setItem(RESUME, this.key));
  }

  takeResumed() {
    const key = attempt(() => sessionStorage.getItem(RESUME), null);
    if (!key?.startsWith(this.keyOf(""))) return null; // that of another form of the page, or none
    attempt(() => sessionStorage.removeItem(RESUME));
    return this.read(key);
  }
}

/** The fragment of an address that asks for the copy of this name. */
export function linkedCopy(key) {
  return `#copy-${key.slice(key.lastIndexOf(":") + 1)}`;
}

/** The names of the copies that open pages of this browser use. */
export async function heldNames() {
  const { held } = (await navigator.locks?.query()) ?? { held: [] };
  return held.map(({ name }) => name);
}

function attempt(act, otherwise) {
  try {
    return act();
  } catch {
    return otherwise;
  }
}

export function keys() {
  return attempt(() => Object.keys(localStorage).filter((key) => key.startsWith(PREFIX)), []);
}

// Copies of earlier versions have, in place of an address, the reference of their entry, or "new-" and
// the chapter.
const OLD_NAME = new RegExp(`^(${PREFIX}[^:]*:)(?:new-(\\d+)-([^:/]+)|([^:/]+))(:[^:]*)$`);

export function renameOldCopies() {
  for (const key of keys()) {
    const [, user, year, slug, reference, session] = OLD_NAME.exec(key) ?? [];
    if (!user) continue;
    attempt(() => {
      const held = localStorage.getItem(key);
      const kind = JSON.parse(held).fields.find(([name]) => name === "kind")?.[1] ?? "executed";
      const address = reference ? `/desk/entries/${reference}/` : `/desk/${year}/${slug}/entries/new/?kind=${kind}`;
      localStorage.setItem(user + address + session, held);
      localStorage.removeItem(key);
    });
  }
}

// The server sets a cookie for each form that it has processed or whose text it keeps.
const ARRIVED = "arrived.";

export function forgetArrived() {
  for (const cookie of document.cookie.split("; ").filter((one) => one.startsWith(ARRIVED))) {
    const session = cookie.slice(ARRIVED.length, cookie.indexOf("="));
    for (const key of keys()) if (key.endsWith(`:${session}`)) attempt(() => localStorage.removeItem(key));
    document.cookie = `${ARRIVED}${session}=; path=/desk/; max-age=0`;
  }
}

export function dropOldCopies() {
  for (const key of keys()) {
    const at = attempt(() => JSON.parse(localStorage.getItem(key)).at, 0);
    if (!(Date.now() - at < KEPT_FOR)) attempt(() => localStorage.removeItem(key));
  }
}

// Browsers have locks only on secure connections. Without them, every copy counts as unsaved.
function whenFree(key, act) {
  return navigator.locks ? navigator.locks.request(key, act) : act();
}
