"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { LockKeyhole } from "lucide-react";
import { useState } from "react";

import { problemOf } from "@/components/search/fetch-json";
import { Button } from "@/components/ui/button";
import { Sheet } from "@/components/ui/dialog";
import { EmptyState } from "@/components/ui/empty-state";
import { Notice } from "@/components/ui/notice";
import { Skeleton } from "@/components/ui/skeleton";
import type { AccessOffer, AccessRequest } from "@/lib/access/model";
import type { Action } from "@/lib/platform/wire";

import { AskForm } from "./ask-form";
import { AskSent } from "./ask-sent";
import { offerQuery } from "./queries";
import { firstAskable } from "./standing";
import { answerWord } from "./words";

type Props = {
  product: { id: string; name: string };
  portId: string;
  send: Action<AccessRequest>;
  open: boolean;
  onClose: () => void;
};

/** The request panel: over the product page, which stays in view. */
export function AskSheet({ product, portId, send, open, onClose }: Props) {
  const [sent, setSent] = useState<AccessRequest | null>(null);
  const client = useQueryClient();
  const offer = useQuery(offerQuery(product.id));

  function finish(request: AccessRequest): void {
    setSent(request);
    void client.invalidateQueries(offerQuery(product.id));
  }

  return (
    <Sheet
      title={`Access to ${product.name}`}
      description={offer.data && <Owner offer={offer.data} />}
      open={open}
      onOpenChange={onClose}
      className="w-[min(34rem,100vw)]"
    >
      {sent ? (
        <AskSent request={sent} />
      ) : (
        <Loaded product={product} portId={portId} send={send} onSent={finish} onCancel={onClose} />
      )}
    </Sheet>
  );
}

function Owner({ offer: { owner, answerTime } }: { offer: AccessOffer }) {
  const answer = answerWord(answerTime);
  return (
    <>
      Offered by {owner.name}
      {answer && `, who ${answer}`}
    </>
  );
}

type AskProps = Pick<Props, "portId" | "send"> & {
  onSent: (request: AccessRequest) => void;
  onCancel: () => void;
};

function Loaded({ product, ...rest }: AskProps & Pick<Props, "product">) {
  const { data, error, refetch } = useQuery(offerQuery(product.id));
  if (data) return <Ask offer={data} {...rest} />;
  if (!error) return <FormSkeleton />;
  return (
    <Notice
      tone="breach"
      role="alert"
      title={problemOf(error)?.detail ?? "The portal did not answer."}
      action={<Button onClick={() => void refetch()}>Try again</Button>}
    />
  );
}

function Ask({ offer, portId, send, onSent, onCancel }: AskProps & { offer: AccessOffer }) {
  const port = offer.ports.find((one) => one.portId === portId) ?? firstAskable(offer.ports);
  const [me] = offer.consumers;
  if (!port || !me || port.standing.kind === "closed")
    return (
      <EmptyState icon={LockKeyhole} title="Nothing to ask for">
        {port?.standing.kind === "closed"
          ? port.standing.because
          : `${offer.owner.name} has described no output port of this product.`}
      </EmptyState>
    );
  return (
    <AskForm
      offer={offer}
      port={port}
      me={me}
      send={send}
      onSent={onSent}
      aside={<Button onClick={onCancel}>Cancel</Button>}
    />
  );
}

function FormSkeleton() {
  return (
    <div role="status" className="space-y-6">
      <span className="sr-only">Looking up what can be asked for</span>
      {["h-16", "h-8", "h-24", "h-8", "h-28"].map((height, index) => (
        <div key={index} className="space-y-2">
          <Skeleton className="w-28" />
          <Skeleton className={`${height} rounded-md`} />
        </div>
      ))}
    </div>
  );
}
