/** Tells the portal something in passing: it outlives the page, and nobody waits for it or hears of a failure. */
function tell(path: string, body: Readonly<Record<string, string>>): void {
  void fetch(path, {
    method: "POST",
    keepalive: true,
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  }).catch(() => undefined);
}

/** `query` is the query string of a search that led somewhere. */
export const rememberSearch = (query: string): void => tell("/api/search/recent", { query });

export const recordMiss = (text: string): void => tell("/api/search/misses", { text });
