/** As much of a browser as signing in needs: it keeps cookies per host and follows redirects when told to. */
export function aBrowser() {
  const jars = new Map<string, Map<string, string>>();
  const jarOf = (url: string) => {
    const { host } = new URL(url);
    const jar = jars.get(host) ?? new Map<string, string>();
    jars.set(host, jar);
    return jar;
  };

  const cookieOf = (url: string): string =>
    [...jarOf(url)].map(([name, value]) => `${name}=${value}`).join("; ");

  async function visit(url: string, form?: Record<string, string>): Promise<Response> {
    const response = await fetch(url, {
      redirect: "manual",
      headers: { cookie: cookieOf(url), "user-agent": "Test browser" },
      ...(form && { method: "POST", body: new URLSearchParams(form) }),
    });
    for (const cookie of response.headers.getSetCookie()) keep(jarOf(url), cookie);
    return response;
  }

  /** Follows redirects until one leads where `isGoal` says, or until there is none. */
  async function follow(url: string, isGoal: (url: string) => boolean): Promise<string> {
    let at = url;
    for (let step = 0; step < 20 && !isGoal(at); step++) {
      const location = (await visit(at)).headers.get("location");
      if (location === null) return at;
      at = new URL(location, at).href;
    }
    return at;
  }

  return { visit, follow, cookieOf, jarOf };
}

function keep(jar: Map<string, string>, cookie: string): void {
  const [pair = "", ...attributes] = cookie.split(";").map((part) => part.trim());
  const at = pair.indexOf("=");
  const isGone = attributes.some((attribute) => /^(?:expires=thu, 01 jan 1970|max-age=0$)/i.test(attribute));
  if (isGone) jar.delete(pair.slice(0, at));
  else jar.set(pair.slice(0, at), pair.slice(at + 1));
}
