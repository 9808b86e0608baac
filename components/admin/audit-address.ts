import { AuditFilter } from "@/lib/identity/model";

/** What the address of the record's page asks for. */
export type AuditAddress = {
  filter: AuditFilter;
  /** The number of the last entry of the page before. */
  cursor: number | null;
  /** The entry that is open. */
  entry: string | null;
};

type Given = Readonly<Record<string, string | string[] | undefined>>;

const FIELDS = ["q", "actorKind", "actorId", "action", "subjectId", "from", "until"] as const;

/** Reads an address; what makes no sense is not asked. */
export function readAudit(given: Given): AuditAddress {
  const { shape } = AuditFilter;
  const textOf = (name: string): string => {
    const value = given[name];
    return typeof value === "string" ? value : "";
  };
  const sound = FIELDS.filter((name) => shape[name].safeParse(textOf(name)).success);
  const cursor = textOf("cursor");
  return {
    filter: AuditFilter.parse(Object.fromEntries(sound.map((name) => [name, textOf(name)]))),
    cursor: /^[1-9]\d{0,14}$/.test(cursor) ? Number(cursor) : null,
    entry: textOf("entry") || null,
  };
}

/** The filter as parameters of an address, without what it leaves open. */
export const filterQuery = (filter: AuditFilter): URLSearchParams =>
  new URLSearchParams(FIELDS.flatMap((name) => (filter[name] === "" ? [] : [[name, filter[name]]])));

export function auditHref({ filter, cursor, entry }: AuditAddress): string {
  const query = filterQuery(filter);
  if (cursor !== null) query.set("cursor", String(cursor));
  if (entry !== null) query.set("entry", entry);
  const text = query.toString();
  return `/admin/audit${text && `?${text}`}`;
}

/** The same page with another filter begins at the newest entry. */
export const filteredHref = ({ filter }: AuditAddress, more: Partial<AuditFilter>): string =>
  auditHref({ filter: { ...filter, ...more }, cursor: null, entry: null });

export const isFiltered = (filter: AuditFilter): boolean => FIELDS.some((name) => filter[name] !== "");
