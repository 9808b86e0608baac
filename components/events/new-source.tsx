"use client";

import { Plus } from "lucide-react";

import { ActionForm, SubmitButton } from "@/components/ui/action-form";
import { Button } from "@/components/ui/button";
import { SelectField, TextField } from "@/components/ui/fields";
import { SecretDialog } from "@/components/ui/secret-dialog";
import type { SourceWithSecret } from "@/lib/events/model";
import type { TeamNode } from "@/lib/identity/model";
import type { Action } from "@/lib/platform/wire";

type Props = { teams: readonly Pick<TeamNode, "id" | "name">[]; create: Action<SourceWithSecret> };

/** Makes a webhook source and shows its secret, this once. */
export function NewSource({ teams, create }: Props) {
  return (
    <SecretDialog<SourceWithSecret>
      trigger={
        <Button variant="primary">
          <Plus aria-hidden /> New source
        </Button>
      }
      title="New webhook source"
      madeTitle={({ name }) => `The source ${name}`}
      what="secret"
    >
      {(made) => (
        <ActionForm
          action={create}
          onDone={made}
          className="flex flex-col gap-4"
          footer={
            <div className="mt-2 flex justify-end">
              <SubmitButton>Create source</SubmitButton>
            </div>
          }
        >
          <TextField name="name" label="Name" required maxLength={200} placeholder="payments-repository" />
          <SelectField
            name="teamId"
            label="Registers for"
            required
            hint="This team and every team below it."
            defaultValue={teams[0]?.id ?? ""}
          >
            {teams.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </SelectField>
          <SelectField name="scheme" label="Signature" required defaultValue="standard-webhooks">
            <option value="standard-webhooks">Standard Webhooks (webhook-signature)</option>
            <option value="github">GitHub (X-Hub-Signature-256)</option>
          </SelectField>
        </ActionForm>
      )}
    </SecretDialog>
  );
}
