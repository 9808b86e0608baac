"use client";

import { ActionForm, SubmitButton } from "@/components/ui/action-form";
import { SelectField, TextField } from "@/components/ui/fields";
import { notify } from "@/components/ui/toast";
import type { Delegation } from "@/lib/access/model";
import { NOTE_MAX } from "@/lib/access/rules/limits";
import type { Action } from "@/lib/platform/wire";

type Props = {
  /** Those who may be asked to stand in. */
  people: readonly { id: string; name: string }[];
  /** Today, as the server's clock has it: `2026-11-24`. */
  today: string;
  delegate: Action<Delegation>;
};

/** Lets somebody decide for the reader for a while. */
export function DelegationForm({ people, today, delegate }: Props) {
  return (
    <ActionForm
      action={delegate}
      resets
      onDone={({ to }) => notify(`${to.name} decides for you in that time.`)}
      className="max-w-100 space-y-4"
      footer={<SubmitButton variant="secondary">Let them decide</SubmitButton>}
    >
      <SelectField name="toUserId" label="Who decides for you" required defaultValue="">
        <option value="" disabled>
          Choose somebody
        </option>
        {people.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </SelectField>
      <div className="grid grid-cols-2 gap-3">
        <TextField name="startsAt" type="date" label="Away from" required min={today} defaultValue={today} />
        <TextField name="endsAt" type="date" label="Back on" required min={today} />
      </div>
      <TextField name="note" label="Note" maxLength={NOTE_MAX} placeholder="On leave; reach me by phone." />
    </ActionForm>
  );
}
