// Talks to the server for a form. Answers {kind, said}: kind is "done", "refused" (its fields),
// "conflict", "signed-out", "other-person", "forbidden" or "unreachable".

const PATIENCE = 20000; // milliseconds
const KEEPALIVE_LIMIT = 15000; // characters that browsers surely send from a page that is going

const KINDS = { 400: "refused", 401: "signed-out", 403: "forbidden", 404: "refused", 409: "conflict", 413: "refused", 422: "refused" };

export class Connection {
  constructor(form) {
    this.form = form; // its `action` is the address of its own page, wherever it is shown
  }

  async post(address, fields) {
    const answer = await this.send(address, fields);
    if (answer.kind !== "forbidden") return answer;
    // Whoever signed in again in another tab has another token; so has whoever took their seat.
    const known = await this.renewToken();
    return known === "same" ? this.send(address, fields) : { kind: known || "forbidden", said: answer.said };
  }

  async send(address, fields) {
    const body = new URLSearchParams(fields);
    body.set("csrfmiddlewaretoken", this.form.elements.csrfmiddlewaretoken.value);
    try {
      return await answerOf(await fetch(address, {
        method: "POST",
        body,
        headers: { Accept: "application/json" },
        redirect: "manual",
        keepalive: body.toString().length < KEEPALIVE_LIMIT,
        signal: AbortSignal.timeout(PATIENCE),
      }));
    } catch {
      return { kind: "unreachable", said: {} };
    }
  }

  // Asks for the form's page anew. "same": its token is taken; otherwise who is there in place of us.
  async renewToken() {
    const page = await pageAt(this.form.action);
    const form = page?.querySelector("form[data-editor]");
    if (!form) return page?.querySelector("input[name=login]") ? "signed-out" : null;
    if (form.dataset.user !== this.form.dataset.user) return "other-person";
    this.form.elements.csrfmiddlewaretoken.value = form.elements.csrfmiddlewaretoken.value;
    return "same";
  }
}

async function answerOf(response) {
  if (response.type === "opaqueredirect") return { kind: "signed-out", said: {} };
  const text = await response.text();
  const isJson = response.headers.get("Content-Type")?.includes("json");
  const said = isJson ? JSON.parse(text) : { html: text };
  if (response.ok) return { kind: "done", said };
  return { kind: KINDS[response.status] || "unreachable", said };
}

async function pageAt(address) {
  try {
    const response = await fetch(address, { signal: AbortSignal.timeout(PATIENCE) });
    return new DOMParser().parseFromString(await response.text(), "text/html");
  } catch {
    return null;
  }
}
