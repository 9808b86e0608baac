import { KeyRound, RefreshCw, Zap } from "lucide-react";
import type { ReactNode } from "react";

import { buttonClass, ButtonLink } from "@/components/ui/button";
import type { AccessOffer, PortOffer } from "@/lib/access/model";

import { PortHolds } from "./ask-port";
import { PanelLink } from "./panel-link";
import { requestHref } from "./request-words";
import { agreementHref, askHref, renewHref } from "./standing";
import { StandingStatus } from "./standing-status";
import { TermsText } from "./terms-text";

type Props = { offer: Pick<AccessOffer, "productId" | "productName" | "ports">; now: Date };

/** Every way in, what is true of it for the reader, and the one thing to do about it. */
export function PortStandings({ offer: { productId, productName, ports }, now }: Props) {
  return (
    <ul
      aria-label={`Your access to ${productName}`}
      className="divide-y divide-line rounded-md border bg-surface"
    >
      {ports.map((port) => (
        <li key={port.portId} className="px-4 py-3">
          <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
            <div className="min-w-0 flex-1 basis-72">
              <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
                <span className="font-semibold wrap-anywhere">{port.portName}</span>
                <PortHolds port={port} />
              </p>
              <StandingStatus standing={port.standing} now={now} className="mt-0.5" />
            </div>
            <div className="flex flex-wrap gap-2">
              <NextStep port={port} productId={productId} />
            </div>
          </div>
          {port.terms && (
            <details className="mt-2">
              <summary className="w-fit cursor-pointer rounded-sm text-sm text-soft hover:text-ink">
                Terms
                {port.terms.contractVersion && ` of version ${port.terms.contractVersion}`}
              </summary>
              <TermsText text={port.terms.text} className="mt-2 max-h-60 max-w-reading" />
            </details>
          )}
        </li>
      ))}
    </ul>
  );
}

function NextStep({
  port: { portId, portName, standing },
  productId,
}: {
  port: PortOffer;
  productId: string;
}) {
  switch (standing.kind) {
    case "granted":
      return (
        <>
          {standing.canRenew && (
            <ButtonLink href={renewHref(standing.accessId)} size="sm" variant="primary" prefetch={false}>
              <RefreshCw aria-hidden />
              Renew
            </ButtonLink>
          )}
          <See href={agreementHref(standing.accessId)}>See the agreement</See>
        </>
      );
    case "upcoming":
      return <See href={agreementHref(standing.accessId)}>See the agreement</See>;
    case "pending":
      return (
        <See href={requestHref(standing.requestId)}>
          {standing.status === "needsInformation" ? "Answer" : "See the request"}
        </See>
      );
    case "instant":
      return (
        <Ask productId={productId} portId={portId} label={`Get access to ${portName}`}>
          <Zap aria-hidden />
          Get access
        </Ask>
      );
    case "askable":
      return (
        <Ask productId={productId} portId={portId} label={`Request access to ${portName}`}>
          <KeyRound aria-hidden />
          Request access
        </Ask>
      );
    case "owned":
      return (
        <Ask productId={productId} portId={portId} label={`Request ${portName} for a product or team`}>
          For a product or team
        </Ask>
      );
    case "closed":
      return null;
  }
}

function See({ href, children }: { href: string; children: ReactNode }) {
  return (
    <ButtonLink href={href} size="sm" prefetch={false}>
      {children}
    </ButtonLink>
  );
}

type AskProps = { productId: string; portId: string; label: string; children: ReactNode };

function Ask({ productId, portId, label, children }: AskProps) {
  return (
    <PanelLink
      href={askHref(productId, portId)}
      panel={{ name: "ask", value: portId }}
      aria-label={label}
      className={buttonClass({ size: "sm" })}
    >
      {children}
    </PanelLink>
  );
}
