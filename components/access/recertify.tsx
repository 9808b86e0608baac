import { ListChecks } from "lucide-react";

import { countOf } from "@/components/catalog/words";
import { Button, ButtonLink } from "@/components/ui/button";
import { Confirm } from "@/components/ui/confirm";
import type { AgreementSummary } from "@/lib/access/model";
import type { Verdict } from "@/lib/catalog/model";
import type { Action } from "@/lib/platform/wire";

import { progressOf, roundOf } from "./recertification";
import { ReviewProgress } from "./review-progress";

type Port = { portId: string; portName: string; agreements: readonly AgreementSummary[] };

type Props = {
  productId: string;
  ports: readonly Port[];
  mayStart: Verdict;
  start: Action<unknown>;
  now: Date;
};

/** Where each port stands: a review that runs, or the start of one. */
export function Recertify({ productId, ports, mayStart, start, now }: Props) {
  return (
    <ul aria-label="Recertification by port" className="divide-y divide-line rounded-md border bg-surface">
      {ports.map((port) => (
        <PortRow
          key={port.portId}
          productId={productId}
          port={port}
          mayStart={mayStart}
          start={start}
          now={now}
        />
      ))}
    </ul>
  );
}

type RowProps = Omit<Props, "ports"> & { port: Port };

function PortRow({ productId, port: { portId, portName, agreements }, mayStart, start, now }: RowProps) {
  const progress = progressOf(roundOf(agreements, now), now);
  const isRunning = progress.dueAt !== null;
  return (
    <li className="flex flex-wrap items-center gap-x-6 gap-y-2 px-4 py-3">
      <div className="min-w-0 flex-1 basis-60">
        <p className="font-semibold wrap-anywhere">{portName}</p>
        {isRunning ? (
          <ReviewProgress progress={progress} label={`Review of ${portName}`} />
        ) : (
          <p className="text-soft">{countOf(agreements.length, "agreement")} in force</p>
        )}
      </div>
      {isRunning && (
        <ButtonLink href={reviewHref(productId, portId)} variant="primary" prefetch={false}>
          <ListChecks aria-hidden />
          Go on with the review
        </ButtonLink>
      )}
      {!isRunning && mayStart.allowed && (
        <Start
          productId={productId}
          portId={portId}
          portName={portName}
          count={agreements.length}
          start={start}
        />
      )}
    </li>
  );
}

const reviewHref = (productId: string, portId: string): string =>
  `/products/${encodeURIComponent(productId)}/access/review?${new URLSearchParams({ port: portId }).toString()}`;

type StartProps = {
  productId: string;
  portId: string;
  portName: string;
  count: number;
  start: Action<unknown>;
};

export function Start({ productId, portId, portName, count, start }: StartProps) {
  return (
    <Confirm
      trigger={
        <Button>
          <ListChecks aria-hidden />
          Start a review
        </Button>
      }
      title={`Review all access to ${portName}?`}
      verb="Start the review"
      variant="primary"
      action={start}
      fields={{ productId, portId }}
      done={`The review of ${portName} has begun.`}
    >
      {countOf(count, "agreement")} to be kept or ended within 14 days. Nothing ends by itself: what nobody
      has looked at by then is shown as overdue.
    </Confirm>
  );
}
