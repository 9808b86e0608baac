import type { MatrixRow, Outcome } from "./matrix";
import { type PersonaId, PERSONAS } from "./personas";

const SIGNS: Readonly<Record<Outcome["kind"], string>> = { yes: "✓", no: "✗", hidden: "·", unknown: "?" };

/** The matrix as a page of the documentation. */
export const writeTable = (rows: readonly MatrixRow[]): string => `# Who may do what

Written by \`npm run permissions\` from the matrix in \`lib/transport/permissions/matrix.json\`, which also says why not.
Administrators and governance read it in the portal under Admin, Permissions.

✓ may, ✗ may not and is told why, · the thing does not exist for them, ? they do not prove who they are.

Everything is tried on things of one team, Shop, in the domain Sales.

${aligned([
  ["", "Who", "What they are"],
  ...PERSONAS.map(({ who, label }, index) => [String(index + 1), label, who]),
])}

## Operations

${tableOf(rows.filter(({ name }) => !name.includes(" ")))}

## Routes of the API

${tableOf(rows.filter(({ name }) => name.includes(" ")))}
`;

function tableOf(rows: readonly MatrixRow[]): string {
  const head = ["", "tried on", ...PERSONAS.map((_, index) => String(index + 1))];
  return aligned([
    head,
    ...rows.map(({ name, about, outcomes }) => [
      `\`${name}\``,
      about,
      ...PERSONAS.map(({ id }) => signOf(outcomes, id)),
    ]),
  ]);
}

function signOf(outcomes: MatrixRow["outcomes"], id: PersonaId): string {
  const outcome = outcomes.get(id);
  return outcome ? SIGNS[outcome.kind] : "";
}

/** A table of Markdown whose columns stand under one another. The first row is its head. */
function aligned(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(3, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  const [head = [], ...body] = rows;
  const line = (cells: readonly string[]) =>
    `| ${widths.map((width, column) => (cells[column] ?? "").padEnd(width)).join(" | ")} |`;
  return [line(head), line(widths.map((width) => "-".repeat(width))), ...body.map(line)].join("\n");
}
