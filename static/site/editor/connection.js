// Sends a form to the server. Returns {kind, said}: kind is "done", "refused" (its fields),
// "conflict", "signed-out", "other-person", "forbidden" or "unreachable".
import { renewToken, tokenOf } from "./token.js";

const PATIENCE = 20000; // milliseconds
const KEEPALIVE_LIMIT = 15000; // characters that every browser sends while the page closes

const KINDS = { 400: "refused", 401: "signed-out", 403: "forbidden", 404: "refused", 409: "conflict", 413: "refused", 422: "refused" };

export class Connection {
  // `user` is the id of the person whose page it is.
  constructor(form, user) {
    this.form = form;
    this.user = user;
  }

  async post(address, fields) {
    const answer = await this.send(address, fields);
    if (!answer.held) return answer;
    // The user signed in again in another tab, or another person signed in.
    if (answer.held.user !== this.user) return { kind: "other-person", said: answer.said };
    renewToken(this.form, answer.held.token);
    return this.send(address, fields);
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
}

async function answerOf(response) {
  if (response.type === "opaqueredirect") return { kind: "signed-out", said: {} };
  const text = await response.text();
  const isJson = response.headers.get("Content-Type")?.includes("json");
  const said = isJson ? JSON.parse(text) : { html: text };
  if (response.ok) return { kind: "done", said };
  return { kind: KINDS[response.status] || "unreachable", said, held: tokenOf((name) => response.headers.get(name)) };
}
