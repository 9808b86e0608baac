"use client";

import { ActionForm, SubmitButton } from "@/components/ui/action-form";
import { TextField } from "@/components/ui/fields";
import { notify } from "@/components/ui/toast";
import type { User } from "@/lib/identity/model";
import type { Action } from "@/lib/platform/wire";

type Props = { me: Pick<User, "name" | "title" | "email">; update: Action<User> };

export function ProfileForm({ me, update }: Props) {
  return (
    <ActionForm
      action={update}
      onDone={() => notify("Saved. This is how others see you now.")}
      className="max-w-100 space-y-4"
      footer={<SubmitButton>Save</SubmitButton>}
    >
      <TextField
        name="name"
        label="Name"
        defaultValue={me.name}
        required
        maxLength={200}
        autoComplete="name"
      />
      <TextField
        name="title"
        label="Title"
        defaultValue={me.title ?? ""}
        maxLength={200}
        autoComplete="organization-title"
        hint="What you do, for people who find you as an owner: “Data engineer, Payments”."
      />
    </ActionForm>
  );
}
