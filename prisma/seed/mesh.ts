import { readdirSync, readFileSync } from "node:fs";
import { basename, extname, join } from "node:path";
import { fileURLToPath } from "node:url";

import { parse } from "yaml";
import { z } from "zod";

import { TeamDocument, TeamRole } from "@/lib/identity/model";

/** One text of the demo mesh: the first, a later or the last version of a product or contract. */
export type MeshText = {
  kind: "dataproduct" | "datacontract";
  id: string;
  ownerTeamId: string;
  /** Counts the versions of the document, from 1. */
  version: number;
  /** How long ago it was registered, as far as the demo is concerned. */
  daysAgo: number;
  path: string;
  mediaType: "application/json" | "application/yaml";
  text: string;
};

export type MeshTeam = { id: string; parentId: string | null; document: unknown; members: MeshMember[] };

type MeshMember = { emailAddress: string; role: TeamRole };

const root = fileURLToPath(new URL("./mesh", import.meta.url));

/** Team documents, parents before children. */
export function meshTeams(): MeshTeam[] {
  const documents = filesIn("teams").map((path) => toTeam(readFileSync(path, "utf8")));
  const placed: MeshTeam[] = [];
  while (placed.length < documents.length) {
    const ready = documents.filter((team) => !placed.includes(team) && isReady(team, placed));
    if (ready.length === 0) throw new Error("The tree of demo teams has a team without its parent.");
    placed.push(...ready);
  }
  return placed;
}

/** Every text of every document, in the order in which they were registered. */
export function meshTexts(): MeshText[] {
  const texts = [...textsOf("dataproduct", "products"), ...textsOf("datacontract", "contracts")];
  return texts.sort((a, b) => b.daysAgo - a.daysAgo || a.kind.localeCompare(b.kind) || a.version - b.version);
}

function toTeam(text: string): MeshTeam {
  const document: unknown = parse(text);
  const { id, parent, members } = TeamDocument.parse(document);
  const known = (members ?? []).map(({ emailAddress, role }) => ({
    emailAddress,
    role: TeamRole.parse(role),
  }));
  return { id, parentId: parent ?? null, document, members: known };
}

const isReady = ({ parentId }: MeshTeam, placed: readonly MeshTeam[]): boolean =>
  parentId === null || placed.some(({ id }) => id === parentId);

const filesIn = (folder: string): string[] =>
  readdirSync(join(root, folder), { withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name }) => join(root, folder, name))
    .sort();

/** Earlier versions are `earlier/<id>.<version>.yaml`; the newest is `<id>.yaml` or `<id>.json`. */
function textsOf(kind: MeshText["kind"], folder: string): MeshText[] {
  const earlier = filesIn(`${folder}/earlier`);
  return filesIn(folder).flatMap((path, index) => {
    const id = nameOf(path);
    const paths = [...earlier.filter((candidate) => nameOf(candidate).startsWith(`${id}.`)), path];
    return paths.map((each, position) => ({
      kind,
      id,
      version: position + 1,
      daysAgo: daysAgo(index, paths.length - position),
      path: each,
      mediaType: each.endsWith(".json") ? ("application/json" as const) : ("application/yaml" as const),
      ...readText(each),
    }));
  });
}

/** Where the formats name their owner, one after the other. */
const Owned = z.union([
  z.object({ team: z.object({ name: z.string() }) }).transform(({ team }) => team.name),
  z.object({ info: z.object({ owner: z.string() }) }).transform(({ info }) => info.owner),
  z
    .object({ customProperties: z.array(z.object({ property: z.string(), value: z.unknown() })) })
    .transform(({ customProperties }) => customProperties.find(({ property }) => property === "owner")?.value)
    .pipe(z.string()),
]);

function readText(path: string): { text: string; ownerTeamId: string } {
  const text = readFileSync(path, "utf8");
  return { text, ownerTeamId: Owned.parse(parse(text)) };
}

const nameOf = (path: string): string => basename(path, extname(path));

/** Spreads the registrations over the past weeks: some documents changed yesterday, some months ago. */
const daysAgo = (index: number, versionsFromLast: number): number =>
  1 + ((index * 11) % 47) + (versionsFromLast - 1) * 38;
