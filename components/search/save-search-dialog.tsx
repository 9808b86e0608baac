"use client";

import { ActionForm, SubmitButton } from "@/components/ui/action-form";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { TextField } from "@/components/ui/fields";
import { notify } from "@/components/ui/toast";
import type { Action } from "@/lib/platform/wire";

type Props = {
  query: string;
  proposal: string;
  save: Action<unknown>;
  open: boolean;
  onOpenChange: (open: boolean) => void;
};

export function SaveSearchDialog({ query, proposal, save, open, onOpenChange }: Props) {
  function finish(): void {
    onOpenChange(false);
    notify("Saved. You find it on this page when nothing is searched for.");
  }

  return (
    <Dialog
      title="Save this search"
      description="It keeps words, filters and order; its results are always of the day."
      open={open}
      onOpenChange={onOpenChange}
    >
      <ActionForm
        action={save}
        onDone={finish}
        footer={
          <div className="mt-5 flex justify-end gap-2">
            <Button onClick={() => onOpenChange(false)}>Cancel</Button>
            <SubmitButton>Save search</SubmitButton>
          </div>
        }
      >
        <input type="hidden" name="query" value={query} />
        <TextField
          name="name"
          label="Name"
          defaultValue={proposal}
          required
          maxLength={100}
          autoComplete="off"
        />
      </ActionForm>
    </Dialog>
  );
}
