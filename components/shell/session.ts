/** What came of a sign-in: on its way (the browser goes on by itself), or a code of what failed. */
export type SignInOutcome = { ok: true } | { ok: false; code: string };

/** Begins a sign-in; with `fields` it is proved by them, without them the provider's own page asks. */
export async function signIn(
  provider: string,
  fields: Readonly<Record<string, string>>,
  callbackUrl: string,
): Promise<SignInOutcome> {
  const step = Object.keys(fields).length > 0 ? "callback" : "signin";
  const { url } = await post(`/api/auth/${step}/${provider}`, { ...fields, callbackUrl });
  const code = new URL(url, location.href).searchParams.get("error");
  if (code !== null) return { ok: false, code };
  location.assign(url);
  return { ok: true };
}

/** Ends the session here; the server forgets it too. */
export async function signOut(): Promise<void> {
  const { url } = await post("/api/auth/signout", { callbackUrl: "/sign-in" });
  location.assign(url);
}

/** next-auth takes a form with the token of its own cookie. */
async function post(path: string, fields: Readonly<Record<string, string>>): Promise<{ url: string }> {
  const { csrfToken } = await json<{ csrfToken: string }>(await fetch("/api/auth/csrf"));
  const response = await fetch(path, {
    method: "POST",
    headers: { "content-type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams({ ...fields, csrfToken, json: "true" }),
  });
  return json<{ url: string }>(response);
}

const json = async <T>(response: Response): Promise<T> => response.json() as Promise<T>;
