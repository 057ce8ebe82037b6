// A user who signed in again in another tab has a new token. The response that refuses the old one
// has the valid token and its owner.

// `headerOf` reads a header of the response. Returns null if it does not concern the token.
export function tokenOf(headerOf) {
  const token = headerOf("X-CSRFToken");
  return token ? { token, user: headerOf("X-User") } : null;
}

// Sets the token of all forms within `root`.
export function renewToken(root, token) {
  for (const field of root.querySelectorAll("input[name=csrfmiddlewaretoken]")) field.value = token;
}
