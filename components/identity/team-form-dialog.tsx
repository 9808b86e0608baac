"use client";

import { type ReactNode, useState } from "react";

import { ActionForm, SubmitButton } from "@/components/ui/action-form";
import { Button } from "@/components/ui/button";
import { Sheet } from "@/components/ui/dialog";
import { SelectField, TextAreaField, TextField } from "@/components/ui/fields";
import { notify } from "@/components/ui/toast";
import type { TeamNode, TeamType } from "@/lib/identity/model";
import type { Action } from "@/lib/platform/wire";

const TYPES: readonly TeamType[] = [
  "Domain",
  "Domain Team",
  "Team",
  "Platform Team",
  "Enabling Team",
  "Governance Group",
];

type Props = {
  trigger: ReactNode;
  title: string;
  /** In the order of the tree. */
  teams: readonly (TeamNode & { depth: number })[];
  save: Action<{ id: string; outcome: "created" | "updated" | "unchanged"; version: number }>;
  /** The team to edit; a new one without it. */
  team?: TeamNode;
  /** The document of that team as it was registered. */
  document?: unknown;
};

/** Registers a team or changes one. The document keeps every key that the form does not show. */
export function TeamFormDialog({ trigger, title, teams, save, team, document }: Props) {
  const [open, setOpen] = useState(false);

  function finish({ id, outcome }: { id: string; outcome: string }): void {
    setOpen(false);
    notify(outcome === "unchanged" ? "Nothing was changed." : `Saved the team ${id}.`);
  }

  return (
    <Sheet trigger={trigger} title={title} open={open} onOpenChange={setOpen}>
      <ActionForm
        action={save}
        onDone={finish}
        className="flex flex-col gap-4"
        footer={
          <div className="mt-2 flex justify-end gap-2">
            <Button onClick={() => setOpen(false)}>Cancel</Button>
            <SubmitButton>{team ? "Save team" : "Register team"}</SubmitButton>
          </div>
        }
      >
        <input type="hidden" name="document" value={document === undefined ? "" : JSON.stringify(document)} />
        <Identity team={team} />
        <SelectField name="type" label="Type" required defaultValue={team?.type ?? "Domain Team"}>
          {TYPES.map((type) => (
            <option key={type}>{type}</option>
          ))}
        </SelectField>
        <SelectField name="parent" label="Parent team" defaultValue={team?.parentId ?? ""}>
          <option value="">None: at the root of the tree</option>
          {teams
            .filter(({ id }) => id !== team?.id)
            .map(({ id, name, depth }) => (
              <option key={id} value={id}>
                {"\u2003".repeat(depth)}
                {name}
              </option>
            ))}
        </SelectField>
        <TextAreaField
          name="description"
          label="Description"
          defaultValue={team?.description ?? ""}
          rows={3}
        />
        <TextAreaField
          name="members"
          label="Members"
          hint="One a line: e-mail address, then a role: owner, approver, editor, member or steward."
          defaultValue={memberLines(document)}
          rows={6}
          spellCheck={false}
          className="font-mono text-sm"
        />
      </ActionForm>
    </Sheet>
  );
}

/** The id of a registered team is fixed: others refer to it. */
function Identity({ team }: { team: TeamNode | undefined }) {
  return (
    <>
      {team ? (
        <input type="hidden" name="id" value={team.id} />
      ) : (
        <TextField
          name="id"
          label="Id"
          required
          maxLength={256}
          placeholder="payments-risk"
          hint="Documents name their owner by it. It cannot be changed later."
        />
      )}
      <TextField name="name" label="Name" required maxLength={200} defaultValue={team?.name ?? ""} />
    </>
  );
}

function memberLines(document: unknown): string {
  if (typeof document !== "object" || document === null || !("members" in document)) return "";
  const members: unknown = document.members;
  if (!Array.isArray(members)) return "";
  return members
    .map((member: { emailAddress?: unknown; role?: unknown }) =>
      [member.emailAddress, member.role].filter((part) => typeof part === "string").join(" "),
    )
    .join("\n");
}
