// A copy of what is being written, in this browser, until the server has said that it has it.
const PREFIX = "writing:";
const KEPT_FOR = 60 * 24 * 60 * 60 * 1000;

export class LocalCopy {
  constructor(key) {
    this.key = PREFIX + key;
  }

  keep(fields) {
    try {
      localStorage.setItem(this.key, JSON.stringify({ at: Date.now(), fields }));
      return true;
    } catch (error) {
      console.warn("No copy can be kept in this browser:", error.message);
      return false;
    }
  }

  read() {
    try {
      const held = JSON.parse(localStorage.getItem(this.key));
      return held && Date.now() - held.at < KEPT_FOR ? held : null;
    } catch (error) {
      console.warn("The copy in this browser cannot be read:", error.message);
      return null;
    }
  }

  forget() {
    localStorage.removeItem(this.key);
  }

  rename(key) {
    const held = localStorage.getItem(this.key);
    this.forget();
    this.key = PREFIX + key;
    if (held) localStorage.setItem(this.key, held);
  }
}
