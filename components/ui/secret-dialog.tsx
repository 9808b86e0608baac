"use client";

import { type ReactNode, useState } from "react";

import { Dialog } from "./dialog";
import { SecretOnce } from "./secret-once";

type Props<T> = {
  trigger: ReactNode;
  /** Before there is a secret, and once there is. */
  title: string;
  madeTitle: (made: T) => string;
  /** What the secret is called: “key”. */
  what: string;
  /** The form that makes it. */
  children: (made: (value: T) => void, cancel: () => void) => ReactNode;
};

/** A dialog whose form makes a secret, which it then shows this once. Closing forgets it. */
export function SecretDialog<T extends { secret: string }>({
  trigger,
  title,
  madeTitle,
  what,
  children,
}: Props<T>) {
  const [open, setOpen] = useState(false);
  const [made, setMade] = useState<T | null>(null);

  function change(isOpen: boolean): void {
    setOpen(isOpen);
    if (!isOpen) setMade(null);
  }

  return (
    <Dialog trigger={trigger} title={made ? madeTitle(made) : title} open={open} onOpenChange={change}>
      {made ? (
        <SecretOnce secret={made.secret} what={what} onDone={() => change(false)} />
      ) : (
        children(setMade, () => change(false))
      )}
    </Dialog>
  );
}
