"use client";

import { Plus } from "lucide-react";
import { useState } from "react";

import { ActionForm, SubmitButton } from "@/components/ui/action-form";
import { Button } from "@/components/ui/button";
import { SelectField, TextField } from "@/components/ui/fields";
import { SecretDialog } from "@/components/ui/secret-dialog";
import type { ApiKeyWithSecret, TeamNode } from "@/lib/identity/model";
import type { Action } from "@/lib/platform/wire";

type Props = {
  teams: readonly Pick<TeamNode, "id" | "name">[];
  create: Action<ApiKeyWithSecret>;
  /** Whether keys of the whole organisation may be made. */
  allowsOrganization: boolean;
};

/** Makes an API key and shows its secret, this once. */
export function NewKey({ teams, create, allowsOrganization }: Props) {
  return (
    <SecretDialog<ApiKeyWithSecret>
      trigger={
        <Button variant="primary">
          <Plus aria-hidden /> New key
        </Button>
      }
      title="New API key"
      madeTitle={({ name }) => `The key ${name}`}
      what="key"
    >
      {(made) => (
        <KeyForm teams={teams} create={create} allowsOrganization={allowsOrganization} onDone={made} />
      )}
    </SecretDialog>
  );
}

type FormProps = Props & { onDone: (made: ApiKeyWithSecret) => void };

function KeyForm({ teams, create, allowsOrganization, onDone }: FormProps) {
  const [scope, setScope] = useState<string>(allowsOrganization ? "organization" : "team");
  return (
    <ActionForm
      action={create}
      onDone={onDone}
      className="flex flex-col gap-4"
      footer={
        <div className="mt-2 flex justify-end">
          <SubmitButton>Create key</SubmitButton>
        </div>
      }
    >
      <TextField
        name="name"
        label="Name"
        required
        maxLength={200}
        placeholder="nightly-ci"
        hint="What will use it. Logs and versions show this name."
      />
      {allowsOrganization ? (
        <SelectField
          name="scope"
          label="Belongs to"
          required
          value={scope}
          onChange={(event) => setScope(event.target.value)}
        >
          <option value="organization">The whole organisation</option>
          <option value="team">One team and the teams below it</option>
        </SelectField>
      ) : (
        <input type="hidden" name="scope" value="team" />
      )}
      {scope === "team" && (
        <SelectField name="teamId" label="Team" required defaultValue={teams[0]?.id ?? ""}>
          {teams.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </SelectField>
      )}
      <SelectField name="access" label="May" required defaultValue="write">
        <option value="write">read and write</option>
        <option value="read">read only</option>
      </SelectField>
      <TextField
        name="expiresAt"
        type="date"
        label="Ends"
        hint="The key works through the end of that day (UTC)."
      />
    </ActionForm>
  );
}
