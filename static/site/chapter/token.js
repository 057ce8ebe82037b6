// Whoever signed in again in another tab has another token: the forms of the page take it over.

const PATIENCE = 20000; // milliseconds

// Whether they did; not when somebody else is signed in now.
export async function renewToken(user) {
  const page = await pageHere();
  const token = page?.querySelector("input[name=csrfmiddlewaretoken]")?.value;
  if (!token || page.getElementById("chapter")?.dataset.user !== user) return false;
  for (const field of document.querySelectorAll("input[name=csrfmiddlewaretoken]")) field.value = token;
  return true;
}

async function pageHere() {
  try {
    const response = await fetch(location.pathname, { signal: AbortSignal.timeout(PATIENCE) });
    return new DOMParser().parseFromString(await response.text(), "text/html");
  } catch {
    return null;
  }
}
