import { Network, Pencil, Plus, Trash2 } from "lucide-react";

import { countOf } from "@/components/catalog/words";
import { Button } from "@/components/ui/button";
import { Confirm } from "@/components/ui/confirm";
import { EmptyState } from "@/components/ui/empty-state";
import { HueDot } from "@/components/ui/hue";
import { TextLink } from "@/components/ui/link";
import { Table, TableCell, TableHead, TableHeader, TableRow, TableRowHeader } from "@/components/ui/table";
import type { TeamNode } from "@/lib/identity/model";
import type { Action } from "@/lib/platform/wire";

import { TeamFormDialog } from "./team-form-dialog";
import { inTreeOrder } from "./tree-order";

type Actions = {
  save: Action<{ id: string; outcome: "created" | "updated" | "unchanged"; version: number }>;
  end: Action<{ id: string }>;
};

type Props = Actions & { teams: readonly TeamNode[]; documents: readonly unknown[] };

/** All teams below each other in the order of the tree, each with what an administrator does to it. */
export function TeamTree({ teams, documents, save, end }: Props) {
  const rows = inTreeOrder(teams);
  const register = (
    <TeamFormDialog
      trigger={
        <Button variant="primary">
          <Plus aria-hidden /> Register a team
        </Button>
      }
      title="Register a team"
      teams={rows}
      save={save}
    />
  );
  if (rows.length === 0) {
    return (
      <EmptyState icon={Network} title="No team is registered yet" action={register}>
        Everything in the mesh is owned by a team. Begin with a domain.
      </EmptyState>
    );
  }
  const byId = new Map(documents.flatMap((document) => (hasId(document) ? [[document.id, document]] : [])));
  return (
    <>
      <div className="mb-3 flex flex-wrap items-center justify-between gap-3">
        <p className="text-soft">
          {countOf(rows.length, "team")} in one tree. Roles hold in a team and below it.
        </p>
        {register}
      </div>
      <Table label="Teams">
        <TableHead>
          <TableHeader>Team</TableHeader>
          <TableHeader>Type</TableHeader>
          <TableHeader>Id</TableHeader>
          <TableHeader className="text-right">Members</TableHeader>
          <TableHeader>
            <span className="sr-only">Actions</span>
          </TableHeader>
        </TableHead>
        <tbody>
          {rows.map((team) => (
            <TeamRow
              key={team.id}
              team={team}
              teams={rows}
              document={byId.get(team.id)}
              save={save}
              end={end}
            />
          ))}
        </tbody>
      </Table>
    </>
  );
}

type RowProps = Actions & {
  team: TeamNode & { depth: number };
  teams: readonly (TeamNode & { depth: number })[];
  document: unknown;
};

function TeamRow({ team, teams, document, save, end }: RowProps) {
  return (
    <TableRow>
      <TableRowHeader>
        <span className="flex items-center gap-2" style={{ paddingLeft: `${team.depth * 20}px` }}>
          {team.domain && <HueDot id={team.domain.id} />}
          <TextLink href={`/teams/${encodeURIComponent(team.id)}`}>{team.name}</TextLink>
        </span>
      </TableRowHeader>
      <TableCell className="text-soft">{team.type}</TableCell>
      <TableCell className="font-mono text-xs text-soft">{team.id}</TableCell>
      <TableCell className="text-right">{team.memberCount}</TableCell>
      <TableCell>
        <span className="flex justify-end gap-1">
          <TeamFormDialog
            trigger={
              <Button variant="quiet" size="iconSm" aria-label={`Edit ${team.name}`}>
                <Pencil aria-hidden />
              </Button>
            }
            title={`Edit ${team.name}`}
            teams={teams}
            save={save}
            team={team}
            document={document}
          />
          <Confirm
            trigger={
              <Button variant="quiet" size="iconSm" aria-label={`Remove ${team.name}`}>
                <Trash2 aria-hidden />
              </Button>
            }
            title={`Remove ${team.name}?`}
            verb="Remove team"
            action={end}
            fields={{ id: team.id }}
            done={`Removed ${team.name}.`}
          >
            Its members lose the roles they have there. A team that owns something, or has teams below it,
            cannot be removed.
          </Confirm>
        </span>
      </TableCell>
    </TableRow>
  );
}

const hasId = (document: unknown): document is { id: string } =>
  typeof document === "object" && document !== null && "id" in document && typeof document.id === "string";
