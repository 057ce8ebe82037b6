// Whoever signed in again in another tab has another token. The refusal of the old one says which
// token is valid now, and whose it is.

// `headerOf` reads a header of the refusal; null when it was not the token that was refused.
export function tokenOf(headerOf) {
  const token = headerOf("X-CSRFToken");
  return token ? { token, user: headerOf("X-User") } : null;
}

// All forms within `root` send the token from now on.
export function renewToken(root, token) {
  for (const field of root.querySelectorAll("input[name=csrfmiddlewaretoken]")) field.value = token;
}
