"use client";

import { Button } from "./button";
import { CopyButton } from "./copy-button";
import { Notice } from "./notice";

type Props = { secret: string; what: string; onDone: () => void };

/** Shows a secret this once: nobody can look it up later. */
export function SecretOnce({ secret, what, onDone }: Props) {
  return (
    <div className="flex flex-col gap-4">
      <Notice tone="risk" title={`Copy the ${what} now`}>
        It is stored in a form that cannot be read back, and is not shown again.
      </Notice>
      <div className="flex items-start gap-2 rounded-md border bg-sunken p-3">
        <code data-secret className="min-w-0 flex-1 font-mono text-sm break-all">
          {secret}
        </code>
        <CopyButton text={secret} label={`Copy the ${what}`} />
      </div>
      <div className="flex justify-end">
        <Button variant="primary" onClick={onDone}>
          I have stored it
        </Button>
      </div>
    </div>
  );
}
