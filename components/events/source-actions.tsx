"use client";

import { ActionForm, SubmitButton } from "@/components/ui/action-form";
import { Button } from "@/components/ui/button";
import { Confirm } from "@/components/ui/confirm";
import { SecretDialog } from "@/components/ui/secret-dialog";
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
  return (
    <SecretDialog<SourceWithSecret>
      trigger={<Button>Rotate secret</Button>}
      title={`Rotate the secret of ${source.name}?`}
      madeTitle={({ name }) => `The new secret of ${name}`}
      what="secret"
    >
      {(made, cancel) => (
        <ActionForm
          action={rotate}
          onDone={made}
          footer={
            <div className="mt-5 flex justify-end gap-2">
              <Button onClick={cancel}>Cancel</Button>
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
      )}
    </SecretDialog>
  );
}
