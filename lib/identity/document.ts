import "server-only";

import { inspect, refuse } from "@/lib/platform/document-limits";
import { toPointer } from "@/lib/platform/document-place";
import { type FieldError, invalid } from "@/lib/platform/errors";

import { TeamDocument, type TeamRole, type TeamType } from "./model";
import { normalizeEmail, toTeamRole } from "./rules";

export type DocumentMember = { email: string; name: string | null; role: TeamRole };

/** A team document that is right by itself; whether it fits into the tree is another question. */
export type PreparedTeam = {
  id: string;
  name: string;
  type: TeamType;
  parentId: string | null;
  description: string | null;
  members: readonly DocumentMember[];
  tags: readonly string[];
  links: Readonly<Record<string, string>>;
  custom: Readonly<Record<string, unknown>>;
  /** As it was sent, key order included. */
  document: string;
};

const SIZE_MAX = 512 * 1024;

/** Checks a team document by itself; throws `invalid` with the places of every fault. */
export function prepareTeam(raw: unknown): PreparedTeam {
  const { objections } = inspect(raw);
  if (objections.length > 0) refuse(objections, () => null);
  const result = TeamDocument.safeParse(raw);
  if (!result.success)
    throw invalid("The document is not a valid team.", result.error.issues.map(toFieldError));
  const document = JSON.stringify(raw);
  if (document.length > SIZE_MAX)
    throw invalid(`A team document has at most ${SIZE_MAX / 1024} KB.`, [], 413);
  return toPrepared(result.data, document);
}

function toPrepared(team: TeamDocument, document: string): PreparedTeam {
  return {
    id: team.id,
    name: team.name,
    type: team.type,
    parentId: team.parent === "" ? null : (team.parent ?? null),
    description: team.description ?? null,
    members: toMembers(team.members ?? []),
    tags: [...new Set(team.tags ?? [])],
    links: team.links ?? {},
    custom: team.custom ?? {},
    document,
  };
}

function toMembers(members: NonNullable<TeamDocument["members"]>): DocumentMember[] {
  const byEmail = new Map<string, DocumentMember>();
  const errors: FieldError[] = [];
  members.forEach(({ emailAddress, name, role }, index) => {
    const email = normalizeEmail(emailAddress);
    if (byEmail.has(email)) {
      errors.push({ pointer: `#/members/${index}/emailAddress`, detail: "The same person is named twice." });
    }
    byEmail.set(email, { email, name: name?.trim() ? name.trim() : null, role: toTeamRole(role) });
  });
  if (errors.length > 0) throw invalid("The document is not a valid team.", errors);
  return [...byEmail.values()];
}

type Issue = { path: PropertyKey[]; message: string };

const toFieldError = ({ path, message }: Issue): FieldError => ({
  pointer: toPointer(path.map((part) => (typeof part === "number" ? part : String(part)))),
  detail: message,
});
