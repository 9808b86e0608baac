"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";

import { problemOf } from "@/components/search/fetch-json";
import { ActionForm, SubmitButton } from "@/components/ui/action-form";
import { Button } from "@/components/ui/button";
import { Sheet } from "@/components/ui/dialog";
import { Notice } from "@/components/ui/notice";
import { Skeleton } from "@/components/ui/skeleton";
import type { AccessOffer, AccessRequest, AgreementSummary } from "@/lib/access/model";
import { renewedEnd } from "@/lib/access/rules/agreement";
import type { Action } from "@/lib/platform/wire";

import { AskSent } from "./ask-sent";
import { DurationField } from "./duration-field";
import { FormFooter } from "./form-footer";
import { NextSteps, useIsAutomatic } from "./next-steps";
import { PurposeField } from "./purpose-field";
import { offerQuery } from "./queries";
import { TermsField } from "./terms-field";
import { consumerWord, longDayWord } from "./words";

export type Renewable = Pick<AgreementSummary, "id" | "target" | "consumer" | "purpose" | "endsAt">;

type Props = {
  agreement: Renewable;
  renew: Action<AccessRequest>;
  open: boolean;
  onClose: () => void;
};

/** Asks to keep access for longer: the same as before unless something is changed, on the same way. */
export function RenewalSheet({ agreement, renew, open, onClose }: Props) {
  const [sent, setSent] = useState<AccessRequest | null>(null);
  const client = useQueryClient();
  const { target, consumer } = agreement;

  function finish(request: AccessRequest): void {
    setSent(request);
    void client.invalidateQueries(offerQuery(target.productId));
  }

  return (
    <Sheet
      title={`Renew access to ${target.productName}`}
      description={`${target.portName}, for ${consumerWord(consumer)}`}
      open={open}
      onOpenChange={onClose}
      className="w-[min(34rem,100vw)]"
    >
      {sent ? (
        <AskSent request={sent} />
      ) : (
        <Loaded agreement={agreement} renew={renew} onSent={finish} onCancel={onClose} />
      )}
    </Sheet>
  );
}

type FormProps = Pick<Props, "agreement" | "renew"> & {
  onSent: (request: AccessRequest) => void;
  onCancel: () => void;
};

function Loaded(props: FormProps) {
  const { data, error, refetch } = useQuery(offerQuery(props.agreement.target.productId));
  if (data) return <RenewalForm offer={data} {...props} />;
  if (!error)
    return (
      <div role="status" className="space-y-4">
        <span className="sr-only">Looking up the terms of today</span>
        <Skeleton className="h-8 rounded-md" />
        <Skeleton className="h-24 rounded-md" />
        <Skeleton className="h-28 rounded-md" />
      </div>
    );
  return (
    <Notice
      tone="breach"
      role="alert"
      title={problemOf(error)?.detail ?? "The portal did not answer."}
      action={<Button onClick={() => void refetch()}>Try again</Button>}
    />
  );
}

const USUAL_DAYS = 90;

function RenewalForm({ agreement, offer, renew, onSent, onCancel }: FormProps & { offer: AccessOffer }) {
  const { id, target, consumer, purpose, endsAt } = agreement;
  const [now] = useState(() => new Date());
  const [days, setDays] = useState(USUAL_DAYS);
  const port = offer.ports.find(({ portId }) => portId === target.portId);
  const wish = { productId: target.productId, portId: target.portId, consumer };
  const isAutomatic = useIsAutomatic(wish);
  const end = longDayWord(renewedEnd(new Date(endsAt), days, now));
  if (!port)
    return (
      <Notice tone="risk" title="This port is not offered any more.">
        The access goes on until {longDayWord(endsAt)} and cannot be renewed. See what{" "}
        {target.providerTeam.name} offers instead.
      </Notice>
    );
  return (
    <ActionForm
      action={renew}
      onDone={onSent}
      className="flex flex-1 flex-col gap-5"
      footer={
        <FormFooter>
          <Button onClick={onCancel}>Cancel</Button>
          <SubmitButton>{isAutomatic ? "Renew" : "Send request"}</SubmitButton>
        </FormFooter>
      }
    >
      <input type="hidden" name="accessId" value={id} />
      <DurationField
        cadences={offer.cadences}
        days={days}
        onChoose={setDays}
        hint={`Ends on ${end} instead of ${longDayWord(endsAt)}.`}
      />
      <PurposeField initial={purpose} hint="Still the same? Then leave it as it is." />
      <TermsField terms={port.terms} />
      <NextSteps wish={wish} outcome={`Until then it goes on as it is; afterwards until ${end}.`} />
    </ActionForm>
  );
}
