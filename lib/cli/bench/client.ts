import { z } from "zod";

/** The header that says who asks: an API key or a session. */
export type Asker = { "x-api-key": string } | { cookie: string };

type Call = { asker: Asker; method?: string; body?: string; type?: string };

/** Sends one request to the portal and reads the whole answer; anything but success fails the bench. */
export async function send(url: string, { asker, method = "GET", body, type }: Call): Promise<string> {
  const response = await fetch(url, {
    method,
    redirect: "error",
    headers: { ...asker, ...(type !== undefined && { "content-type": type }) },
    ...(body !== undefined && { body }),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${method} ${url}: ${response.status} ${text.slice(0, 500)}`);
  return text;
}

const Answer = z.object({ total: z.number() });

/** How many products a search finds. */
export async function totalOf(address: string, asker: Asker, query: string): Promise<number> {
  const answer = await send(`${address}/api/search?pageSize=1&q=${encodeURIComponent(query)}`, { asker });
  return Answer.parse(JSON.parse(answer)).total;
}
