// Copies of what is being written, in this browser, until the server has said that it has it.
// Each belongs to a person, a form (its address) and one showing of it, so that two tabs never write over
// each other, and nobody who signs in later on the same computer is shown another's text.

export const PREFIX = "writing:";
const RESUME = "writing-resume";
const KEPT_FOR = 60 * 24 * 60 * 60 * 1000; // sixty days

export class LocalCopies {
  // `ending` is the signal that the form has gone from a page that lives on.
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

  // Whether the browser took it: its storage may be full, or forbidden.
  keep(copy) {
    return attempt(() => localStorage.setItem(this.key, JSON.stringify({ at: Date.now(), session: this.session, ...copy })) ?? true, false);
  }

  read(key) {
    return attempt(() => JSON.parse(localStorage.getItem(key)), null);
  }

  forget(key = this.key) {
    attempt(() => localStorage.removeItem(key));
  }

  // A new entry has an address of its own from its first save on.
  moveTo(page) {
    const [before, held] = [this.key, this.read(this.key)];
    this.page = page;
    this.hold();
    if (held && this.keep(held)) this.forget(before);
  }

  // While a page lives it holds the name of its copy: what another tab still writes is not offered.
  hold() {
    const gone = new Promise((letGo) => { this.ending.addEventListener("abort", letGo); });
    navigator.locks?.request(this.key, () => gone);
  }

  // Calls `offer` with each copy of this person and form that no living page writes, first the one
  // that was asked for, then the newest; `offer` answers when its reader has decided.
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

  // Whoever signs in again by our link gets this copy back without being asked.
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

/** The names of the copies that living pages of this browser hold. */
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

// Copies of before had the reference of their entry, or "new-" and their chapter, for an address.
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

export function dropOldCopies() {
  for (const key of keys()) {
    const at = attempt(() => JSON.parse(localStorage.getItem(key)).at, 0);
    if (!(Date.now() - at < KEPT_FOR)) attempt(() => localStorage.removeItem(key));
  }
}

// Browsers know locks on safe connections only; without them a copy is taken to be left behind.
function whenFree(key, act) {
  return navigator.locks ? navigator.locks.request(key, act) : act();
}
