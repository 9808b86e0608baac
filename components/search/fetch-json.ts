import type { Problem } from "@/lib/platform/wire";

/** Asks our own API. The route has checked the shape of what it answers against `T`'s schema. */
export async function fetchJson<T>(path: string, signal: AbortSignal): Promise<T> {
  const response = await fetch(path, { signal, headers: { accept: "application/json" } });
  const body: unknown = await response.json().catch(() => null);
  if (!response.ok) throw new Error("The portal refused.", { cause: body });
  return body as T;
}

/** What the portal said about a request that failed; null when it did not answer at all. */
export const problemOf = ({ cause }: Error): Problem | null => (isProblem(cause) ? cause : null);

const isProblem = (value: unknown): value is Problem =>
  typeof value === "object" && value !== null && "instance" in value && "title" in value && "status" in value;
