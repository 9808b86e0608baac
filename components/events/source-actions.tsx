"use client";

import { useState } from "react";

import { ActionForm, SubmitButton } from "@/components/ui/action-form";
import { Button } from "@/components/ui/button";
import { Confirm } from "@/components/ui/confirm";
import { Dialog } from "@/components/ui/dialog";
import { SecretOnce } from "@/components/ui/secret-once";
import type { SourceWithSecret, WebhookSource } from "@/lib/events/model";
import type { Action } from "@/lib/platform/wire";

type Props = {
  source: WebhookSource;
  rotate: Action<SourceWithSecret>;
  revokeFormer: Action<WebhookSource>;
  disable: Action<WebhookSource>;
  enable: Action<WebhookSource>;
};

/** What an administrator does to a webhook source. */
export function SourceActions({ source, rotate, revokeFormer, disable, enable }: Props) {
  const { id, name } = source;
  if (source.disabledAt) {
    return (
      <Confirm
        trigger={<Button>Enable</Button>}
        title={`Enable ${name} again?`}
        verb="Enable source"
        action={enable}
        fields={{ id }}
        done={`Enabled ${name}.`}
      >
        Messages with a valid signature are accepted again.
      </Confirm>
    );
  }
  return (
    <>
      {source.secrets.length > 1 && (
        <Confirm
          trigger={<Button>End the former secret</Button>}
          title={`End the former secret of ${name} now?`}
          verb="End former secret"
          action={revokeFormer}
          fields={{ id }}
          done={`Ended the former secret of ${name}.`}
        >
          A sender that still signs with it is refused from now on.
        </Confirm>
      )}
      <RotateSecret source={source} rotate={rotate} />
      <Confirm
        trigger={<Button variant="danger">Disable</Button>}
        title={`Disable ${name}?`}
        verb="Disable source"
        action={disable}
        fields={{ id }}
        done={`Disabled ${name}.`}
      >
        Everything it sends is refused until it is enabled again.
      </Confirm>
    </>
  );
}

type RotateProps = { source: WebhookSource; rotate: Action<SourceWithSecret> };

function RotateSecret({ source, rotate }: RotateProps) {
  const [open, setOpen] = useState(false);
  const [secret, setSecret] = useState<string | null>(null);

  function change(isOpen: boolean): void {
    setOpen(isOpen);
    if (!isOpen) setSecret(null);
  }

  return (
    <Dialog
      trigger={<Button>Rotate secret</Button>}
      title={secret === null ? `Rotate the secret of ${source.name}?` : `The new secret of ${source.name}`}
      open={open}
      onOpenChange={change}
    >
      {secret === null ? (
        <ActionForm
          action={rotate}
          onDone={(made) => setSecret(made.secret)}
          footer={
            <div className="mt-5 flex justify-end gap-2">
              <Button onClick={() => change(false)}>Cancel</Button>
              <SubmitButton>Rotate secret</SubmitButton>
            </div>
          }
        >
          <p className="text-soft">
            You get a new secret. The present one is accepted for another 24 hours, so that no message is lost
            while the sender changes over.
          </p>
          <input type="hidden" name="id" value={source.id} />
        </ActionForm>
      ) : (
        <SecretOnce secret={secret} what="secret" onDone={() => change(false)} />
      )}
    </Dialog>
  );
}
