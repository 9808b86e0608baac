import "server-only";

import { readQuery } from "./route";

/** Makes the input of `previewPlan` of an address: the consumer is one word there, “team:risk”. */
export function planFromQuery(request: Request, params: Record<string, string>): Record<string, unknown> {
  const { consumer, ...rest } = readQuery(request);
  return { ...rest, ...params, consumer: toConsumer(consumer) };
}

const LISTS = ["columns", "roles"] as const;

/** Fields that only steer the form. */
const STEERING = new Set(["scope"]);

/** Makes the input of `requestAccess` of the fields of the request panel. */
export function accessFromForm(form: FormData): Record<string, unknown> {
  const given = [...form].filter(([name]) => !name.startsWith("$") && !STEERING.has(name));
  return {
    ...Object.fromEntries<unknown>(given),
    ...Object.fromEntries<unknown>(LISTS.map((name) => [name, form.getAll(name)])),
    consumer: toConsumer(form.get("consumer")),
  };
}

/** Everything behind the first colon is the id: ids may hold colons. */
function toConsumer(text: unknown): unknown {
  if (typeof text !== "string") return text;
  const colon = text.indexOf(":");
  return colon === -1 ? text : { kind: text.slice(0, colon), id: text.slice(colon + 1) };
}
