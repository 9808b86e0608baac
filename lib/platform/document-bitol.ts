import { fieldsOf, recordsOf, textOf, wordOf } from "./document-reading";
import type { Fields } from "./document-shape";

/** What Bitol's standards for products (ODPS) and contracts (ODCS) have in common, read tolerantly. */

/** `authoritativeDefinitions`; entries without an address lead nowhere and are left out. */
export const linksOf = (value: unknown) =>
  recordsOf(value).flatMap((entry) => {
    const url = textOf(entry.url);
    const kind = textOf(entry.type);
    return url === null ? [] : [{ label: textOf(entry.description) ?? kind ?? url, url, kind }];
  });

export const customPropertiesOf = (value: unknown) =>
  recordsOf(value).flatMap((entry) => {
    const property = textOf(entry.property);
    return property === null
      ? []
      : [{ property, value: entry.value ?? null, description: textOf(entry.description) }];
  });

/** The value of the first custom property of one of these names, without regard to case and hyphens. */
export function customValue(properties: unknown, ...names: readonly string[]): unknown {
  const entries = recordsOf(properties);
  if (entries.length === 0) return undefined;
  const words = new Set(names.map(wordOf));
  return entries.find(({ property }) => words.has(wordOf(property)))?.value;
}

export const supportOf = (value: unknown) =>
  recordsOf(value).flatMap((entry) => {
    const url = textOf(entry.url);
    const channel = textOf(entry.channel) ?? url;
    if (channel === null) return [];
    return [{ channel, url, description: textOf(entry.description), tool: textOf(entry.tool) }];
  });

/** Members of a team that is an object (today) or a list (before 3.1 and 1.0), without those who have left. */
export const peopleOf = (team: unknown) =>
  recordsOf(Array.isArray(team) ? team : fieldsOf(team).members).flatMap((member) => {
    const email = textOf(member.username) ?? textOf(member.email);
    const name = textOf(member.name) ?? email;
    if (name === null || textOf(member.dateOut) !== null) return [];
    return [{ email: email ?? name, name, role: textOf(member.role) }];
  });

/** `description` is an object; some write a text. */
export function descriptionOf(value: unknown) {
  const { purpose, usage, limitations } = fieldsOf(value);
  return {
    purpose: textOf(purpose) ?? textOf(value),
    usage: textOf(usage),
    limitations: textOf(limitations),
  };
}

export const teamNameOf = (team: unknown): string | null => textOf(fieldsOf(team).name);

/** Who may see it: `organization` or `restricted`, in the words that documents use; null when they use none. */
export function visibilityOf(properties: unknown): "organization" | "restricted" | null {
  const word = wordOf(customValue(properties, "visibility"));
  if (["organization", "organisation", "internal", "public", "company", "everyone"].includes(word))
    return "organization";
  return ["restricted", "private", "hidden", "team", "confidential"].includes(word) ? "restricted" : null;
}

/** The id of a document as a path can carry it; null when there is none. */
export const idOf = (fields: Fields): string | null => textOf(fields.id);

const ID_LIMIT = 256;

/** Why an id cannot be used in an address, or null. */
export function objectionToId(id: string | null): string | null {
  if (id === null) return "id is empty";
  if (id.length > ID_LIMIT) return `id is longer than ${ID_LIMIT} characters`;
  return /[\u0000-\u001f\u007f/\\]/.test(id) ? "id must not contain slashes or control characters" : null;
}
