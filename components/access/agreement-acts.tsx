import { Ban, RefreshCw } from "lucide-react";

import { Button, buttonClass } from "@/components/ui/button";
import { Confirm } from "@/components/ui/confirm";
import { TextAreaField } from "@/components/ui/fields";
import type { Agreement } from "@/lib/access/model";
import type { Action } from "@/lib/platform/wire";

import { GiveBack } from "./holding-list";
import { PanelLink } from "./panel-link";
import { renewHref } from "./standing";
import { consumerWord } from "./words";

type Props = {
  agreement: Pick<Agreement, "id" | "target" | "consumer" | "permissions" | "renewalRequestId">;
  actions: { cancel: Action<unknown>; revoke: Action<unknown> };
};

/** What the reader may do with an agreement as a whole. */
export function AgreementActs({ agreement, actions }: Props) {
  const { id, permissions } = agreement;
  return (
    <>
      {permissions.revoke.allowed && <Revoke agreement={agreement} revoke={actions.revoke} />}
      {permissions.cancel.allowed && <GiveBack agreement={agreement} cancel={actions.cancel} />}
      {permissions.renew.allowed && (
        <PanelLink
          href={renewHref(id)}
          panel={{ name: "renew", value: id }}
          className={buttonClass({ variant: "primary" })}
        >
          <RefreshCw aria-hidden />
          Renew
        </PanelLink>
      )}
    </>
  );
}

type RevokeProps = Pick<Props, "agreement"> & { revoke: Action<unknown> };

function Revoke({ agreement: { id, target, consumer }, revoke }: RevokeProps) {
  return (
    <Confirm
      trigger={
        <Button variant="danger">
          <Ban aria-hidden />
          Revoke
        </Button>
      }
      title={`Revoke the access of ${consumer.name} to ${target.productName}?`}
      verb="Revoke access"
      action={revoke}
      fields={{ accessId: id }}
      done={`Revoked the access of ${consumer.name}.`}
    >
      <p className="mb-3">
        It ends at once for {consumerWord(consumer)} and is removed from the platform. They read your reason.
      </p>
      <TextAreaField name="reason" label="Reason" required rows={3} className="text-ink" />
    </Confirm>
  );
}
