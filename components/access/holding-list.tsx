import { RefreshCw, Undo2 } from "lucide-react";
import Link from "next/link";

import { Badge } from "@/components/ui/badge";
import { Button, buttonClass } from "@/components/ui/button";
import { Confirm } from "@/components/ui/confirm";
import { Dotted } from "@/components/ui/dotted";
import { TextAreaField } from "@/components/ui/fields";
import { TextLink } from "@/components/ui/link";
import type { AgreementSummary } from "@/lib/access/model";
import { openTask } from "@/lib/access/rules/provisioning";
import type { Action } from "@/lib/platform/wire";

import { AgreementStatus } from "./agreement-status";
import { PanelLink } from "./panel-link";
import { ProvisioningStatus } from "./provisioning-status";
import { requestHref } from "./request-words";
import { agreementHref, renewHref } from "./standing";
import { consumerWord } from "./words";

type Props = {
  label: string;
  agreements: readonly AgreementSummary[];
  cancel: Action<unknown>;
  now: Date;
};

/** What somebody holds, the first to end first. */
export function HoldingList({ label, agreements, cancel, now }: Props) {
  return (
    <ul aria-label={label} className="divide-y divide-line rounded-md border bg-surface">
      {agreements.map((agreement) => (
        <Holding key={agreement.id} agreement={agreement} cancel={cancel} now={now} />
      ))}
    </ul>
  );
}

type HoldingProps = { agreement: AgreementSummary } & Pick<Props, "cancel" | "now">;

function Holding({ agreement, cancel, now }: HoldingProps) {
  const { id, target, consumer, purpose, status, provisioning } = agreement;
  return (
    <li className="relative flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-2.5 transition-colors focus-within:bg-hover/60 hover:bg-hover/60">
      <div className="min-w-0 flex-1 basis-72">
        <div className="flex flex-wrap items-baseline gap-x-2">
          <Link
            data-row
            href={agreementHref(id)}
            prefetch={false}
            className="min-w-0 rounded-sm font-semibold wrap-anywhere after:absolute after:inset-0"
          >
            {target.productName}
          </Link>
          <Badge className="max-w-full truncate">{target.portName}</Badge>
        </div>
        <p className="mt-0.5 line-clamp-1 max-w-reading text-soft">{purpose}</p>
        <Dotted className="mt-0.5">
          {target.providerTeam.name}
          {consumer.kind !== "user" && `for ${consumerWord(consumer)}`}
        </Dotted>
      </div>
      <div className="flex flex-col items-start gap-0.5 text-sm shell:w-44 shell:items-end">
        <AgreementStatus agreement={agreement} now={now} />
        {openTask(provisioning, status) !== null && <ProvisioningStatus agreement={agreement} />}
      </div>
      <div className="relative flex items-center gap-1 shell:w-64 shell:justify-end">
        <Acts agreement={agreement} cancel={cancel} />
      </div>
    </li>
  );
}

function Acts({ agreement, cancel }: Pick<HoldingProps, "agreement" | "cancel">) {
  const { id, target, renewalRequestId, permissions } = agreement;
  return (
    <>
      {renewalRequestId !== null && (
        <TextLink href={requestHref(renewalRequestId)} className="text-sm whitespace-nowrap">
          Renewal requested
        </TextLink>
      )}
      {permissions.renew.allowed && renewalRequestId === null && (
        <PanelLink
          href={renewHref(id)}
          panel={{ name: "renew", value: id }}
          aria-label={`Renew access to ${target.productName}`}
          className={buttonClass({ size: "sm" })}
        >
          <RefreshCw aria-hidden />
          Renew
        </PanelLink>
      )}
      {permissions.cancel.allowed && <GiveBack agreement={agreement} cancel={cancel} isQuiet />}
    </>
  );
}

type GiveBackProps = {
  agreement: Pick<AgreementSummary, "id" | "target" | "consumer">;
  cancel: Action<unknown>;
  isQuiet?: boolean;
};

/** The consumer's own way out. */
export function GiveBack({ agreement: { id, target, consumer }, cancel, isQuiet = false }: GiveBackProps) {
  return (
    <Confirm
      trigger={
        <Button
          variant={isQuiet ? "quiet" : "danger"}
          size={isQuiet ? "sm" : "md"}
          aria-label={`Give back access to ${target.productName}`}
        >
          <Undo2 aria-hidden />
          Give back
        </Button>
      }
      title={`Give back access to ${target.productName}?`}
      verb="Give back"
      action={cancel}
      fields={{ accessId: id }}
      done={`Gave back access to ${target.productName}.`}
    >
      <p className="mb-3">
        It ends at once for {consumerWord(consumer)} and is removed from the platform. To have it again means
        to ask again.
      </p>
      <TextAreaField name="reason" label="Reason" rows={2} className="text-ink" />
    </Confirm>
  );
}
