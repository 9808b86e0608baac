import type { PermissionRow } from "./operations";
import { PERSONAS } from "./personas";
import { QUESTIONS, THINGS } from "./questions";
import { domainsOf, filterPermissions, type PermissionFilter, reasonsOf } from "./view";

type Params = Record<string, string | string[] | undefined>;

const ROWS_PER_PAGE = 25;

const one = (value: string | string[] | undefined): string => (typeof value === "string" ? value.trim() : "");

/** What the address of the page shows of the matrix. */
export function shownPart(params: Params, rows: readonly PermissionRow[]) {
  const filter = filterOf(params);
  const found = filterPermissions(rows, filter);
  const pageCount = Math.max(1, Math.ceil(found.length / ROWS_PER_PAGE));
  const page = Math.min(pageCount, Math.max(1, Number(one(params.page)) || 1));
  const personas = PERSONAS.filter(({ id }) => filter.persona === null || id === filter.persona);
  const from = (page - 1) * ROWS_PER_PAGE;
  return {
    ...{ filter, count: found.length, page, pageCount, personas },
    rows: found.slice(from, from + ROWS_PER_PAGE).map((row) => ({ ...row, reasons: reasonsOf(row) })),
    domains: domainsOf(rows).map((value) => ({ value, label: DOMAIN_LABELS[value] ?? value })),
    hrefOf: (next: number) => hrefOf(filter, next),
  };
}

const DOMAIN_LABELS: Readonly<Record<string, string>> = { routes: "Routes of the API" };

function filterOf(params: Params): PermissionFilter {
  const persona = PERSONAS.find(({ id }) => id === one(params.persona));
  return { text: one(params.q), domain: one(params.domain) || null, persona: persona?.id ?? null };
}

function hrefOf({ text, domain, persona }: PermissionFilter, page: number): string {
  const query = new URLSearchParams({
    ...(text && { q: text }),
    ...(domain && { domain }),
    ...(persona && { persona }),
    ...(page > 1 && { page: String(page) }),
  }).toString();
  return `/admin/permissions${query && `?${query}`}`;
}

/** The question that the address asks; null where it asks none. */
export function askedQuestion(params: Params) {
  const question = QUESTIONS.find(({ name }) => name === one(params.operation));
  const person = one(params.person).slice(0, 320);
  if (!question || person === "") return null;
  return { person, operation: question.name, thing: one(params.thing).slice(0, 400) };
}

const capitalized = (label: string): string => label.charAt(0).toUpperCase() + label.slice(1);

/** The questions by what they are about. */
export const questionGroups = [...Object.entries(THINGS), [null, "in general"] as const].map(
  ([kind, label]) => ({
    thing: capitalized(label),
    questions: QUESTIONS.filter(({ thing }) => thing === kind),
  }),
);
