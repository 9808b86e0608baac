import type { PermissionRow } from "./operations";
import { PERSONAS } from "./personas";

/** What of the matrix is shown. */
export type PermissionFilter = { text: string; domain: string | null; persona: string | null };

/** `access` of `access.approveRequest`; all routes of the API together. */
const ROUTES = "routes";

const domainOf = (name: string): string => (name.includes(" ") ? ROUTES : (name.split(".")[0] ?? ""));

/** The domains that have rows, in their order. */
export const domainsOf = (rows: readonly PermissionRow[]): string[] => [
  ...new Set(rows.map(({ name }) => domainOf(name))),
];

/** The rows that fit: every word is in the name, in what it was tried on, or in why not. */
export function filterPermissions(
  rows: readonly PermissionRow[],
  { text, domain, persona }: PermissionFilter,
): PermissionRow[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return rows
    .filter(({ name }) => domain === null || domainOf(name) === domain)
    .map((row) => ({
      ...row,
      cells: row.cells.filter((cell) => persona === null || cell.persona === persona),
    }))
    .filter(({ name, about, cells }) => {
      const said = [name, about, ...cells.map(({ because }) => because ?? "")].join("\n").toLowerCase();
      return cells.length > 0 && words.every((word) => said.includes(word));
    });
}

/** Why not, each reason once with those whom it is told. */
export function reasonsOf({ cells }: PermissionRow): { because: string; labels: string[] }[] {
  const reasons = new Map<string, string[]>();
  for (const { persona, because } of cells)
    if (because !== null) reasons.set(because, [...(reasons.get(because) ?? []), labelOf(persona)]);
  return [...reasons].map(([because, labels]) => ({ because, labels }));
}

const labelOf = (id: string): string => PERSONAS.find((persona) => persona.id === id)?.label ?? id;
