"use client";

import { type ReactNode, useState } from "react";

import type { Action } from "@/lib/platform/wire";

import { ActionForm, SubmitButton } from "./action-form";
import { Button } from "./button";
import { Dialog } from "./dialog";
import { notify } from "./toast";

type Props<T> = {
  trigger: ReactNode;
  /** A question that names the thing: “Revoke the key nightly-ci?” */
  title: string;
  /** What it means. */
  children: ReactNode;
  /** The verb of the button: “Revoke key”. */
  verb: string;
  action: Action<T>;
  /** Input of the action. */
  fields: Readonly<Record<string, string>>;
  /** Said once it is done: “Revoked nightly-ci.” */
  done: string;
  /** `primary` where nothing is taken away. */
  variant?: "danger" | "primary";
};

/** Asks, with the name of the thing, before something that cannot be undone. */
export function Confirm<T>(props: Props<T>) {
  const { trigger, title, children, verb, action, fields, done, variant = "danger" } = props;
  const [open, setOpen] = useState(false);

  function finish(): void {
    setOpen(false);
    notify(done);
  }

  return (
    <Dialog trigger={trigger} title={title} open={open} onOpenChange={setOpen}>
      <ActionForm
        action={action}
        onDone={finish}
        footer={
          <div className="mt-5 flex justify-end gap-2">
            <Button onClick={() => setOpen(false)}>Cancel</Button>
            <SubmitButton variant={variant}>{verb}</SubmitButton>
          </div>
        }
      >
        <div className="text-soft">{children}</div>
        {Object.entries(fields).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
      </ActionForm>
    </Dialog>
  );
}
