import { SearchX } from "lucide-react";
import type { ReactNode } from "react";

import { EmptyState } from "@/components/ui/empty-state";
import { Table, TableCell, TableHead, TableHeader, TableRow, TableRowHeader } from "@/components/ui/table";

import { type OutcomeKind, PermissionOutcome } from "./permission-outcome";

type Cell = { persona: string; kind: OutcomeKind; because: string | null };

/** One operation or route, with what everybody who is shown may do with it. */
type ShownPermission = {
  name: string;
  about: string;
  cells: readonly Cell[];
  reasons: readonly { because: string; labels: readonly string[] }[];
};

type Persona = { id: string; label: string };
type Props = { rows: readonly ShownPermission[]; personas: readonly Persona[] };

/** Who may do what: a column for each persona, or for one of them with the reason beside it. */
export function PermissionTable({ rows, personas }: Props) {
  const [only] = personas;
  if (rows.length === 0) return <EmptyState icon={SearchX} title="Nothing fits the filter" />;
  return (
    <Table label="Who may do what">
      <TableHead>
        <TableHeader className="z-10 sm:sticky sm:left-0">Operation</TableHeader>
        {personas.map(({ id, label }) => (
          <TableHeader key={id}>{label}</TableHeader>
        ))}
        {personas.length === 1 && <TableHeader>Why not</TableHeader>}
      </TableHead>
      <tbody>
        {rows.map((row) =>
          personas.length === 1 && only ? (
            <RowOfOne key={row.name} row={row} />
          ) : (
            <RowOfAll key={row.name} row={row} personas={personas} />
          ),
        )}
      </tbody>
    </Table>
  );
}

function RowOfOne({ row }: { row: ShownPermission }) {
  const [cell] = row.cells;
  return (
    <TableRow>
      <NameCell row={row} />
      <TableCell>{cell && <PermissionOutcome kind={cell.kind} />}</TableCell>
      <TableCell className="min-w-64 text-soft">{cell ? (cell.because ?? MEANING[cell.kind]) : ""}</TableCell>
    </TableRow>
  );
}

const MEANING: Record<OutcomeKind, string> = {
  yes: "",
  no: "",
  hidden: "It does not exist for them.",
  unknown: "They do not prove who they are.",
};

function RowOfAll({ row, personas }: { row: ShownPermission; personas: readonly Persona[] }) {
  const cells = new Map(row.cells.map((cell) => [cell.persona, cell]));
  return (
    <TableRow>
      <NameCell row={row}>
        {row.reasons.length > 0 && (
          <details className="mt-1 text-sm font-normal text-soft">
            <summary className="w-fit cursor-pointer rounded-sm">Why not</summary>
            <ul className="mt-1 mb-1 max-w-90 space-y-1 whitespace-normal">
              {row.reasons.map(({ because, labels }) => (
                <li key={because}>
                  {because} <span className="text-faint">{labels.join(", ")}</span>
                </li>
              ))}
            </ul>
          </details>
        )}
      </NameCell>
      {personas.map(({ id }) => {
        const cell = cells.get(id);
        return (
          <TableCell key={id} className="align-top text-sm">
            {cell ? <PermissionOutcome kind={cell.kind} /> : <span className="text-faint">–</span>}
          </TableCell>
        );
      })}
    </TableRow>
  );
}

function NameCell({ row: { name, about }, children }: { row: ShownPermission; children?: ReactNode }) {
  return (
    <TableRowHeader className="z-10 min-w-60 bg-surface align-top sm:sticky sm:left-0">
      <span className="font-mono text-sm wrap-anywhere">{name}</span>
      <span className="block max-w-90 text-sm font-normal whitespace-normal text-soft">{about}</span>
      {children}
    </TableRowHeader>
  );
}
