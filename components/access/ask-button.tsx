import {
  CalendarClock,
  CircleCheck,
  Clock,
  KeyRound,
  MessageCircleQuestion,
  RefreshCw,
  Zap,
} from "lucide-react";
import type { ReactNode } from "react";

import { buttonClass, ButtonLink } from "@/components/ui/button";
import { exactTime } from "@/components/ui/time";
import type { AccessOffer, PortStanding } from "@/lib/access/model";

import { PanelLink } from "./panel-link";
import { requestHref } from "./request-words";
import { agreementHref, askHref, bestPort, renewHref } from "./standing";
import { pendingWord, StandingStatus } from "./standing-status";
import { dayWord } from "./words";

type Props = { offer: Pick<AccessOffer, "productId" | "ports">; now: Date };

/** The one button of a product: it says what is true for this person, and leads on from there. */
export function AskButton({ offer: { productId, ports }, now }: Props) {
  const port = bestPort(ports);
  if (port === null) return null;
  const { portId, standing } = port;
  switch (standing.kind) {
    case "granted":
      return <Granted standing={standing} now={now} />;
    case "pending":
      return <Pending standing={standing} now={now} />;
    case "upcoming":
      return (
        <Known href={agreementHref(standing.accessId)} at={standing.startsAt}>
          <CalendarClock aria-hidden className="text-info" />
          Your access begins on {dayWord(standing.startsAt, now)}
        </Known>
      );
    case "instant":
      return (
        <Ask productId={productId} portId={portId}>
          <Zap aria-hidden />
          Get access
        </Ask>
      );
    case "askable":
      return (
        <Ask productId={productId} portId={portId}>
          <KeyRound aria-hidden />
          Request access
        </Ask>
      );
    case "owned":
      return (
        <ButtonLink href={`/products/${encodeURIComponent(productId)}/access`} prefetch={false}>
          <CircleCheck aria-hidden className="text-met" />
          You own this
        </ButtonLink>
      );
    case "closed":
      return <StandingStatus standing={standing} now={now} className="whitespace-normal" />;
  }
}

/** Whether connecting is what the reader most likely came for: they may. */
export function isIn({ ports }: Pick<AccessOffer, "ports">): boolean {
  const standing = bestPort(ports)?.standing;
  return standing?.kind === "owned" || (standing?.kind === "granted" && !standing.canRenew);
}

type Of<Kind extends PortStanding["kind"]> = Extract<PortStanding, { kind: Kind }>;

function Granted({ standing: { accessId, endsAt, canRenew }, now }: { standing: Of<"granted">; now: Date }) {
  return (
    <>
      <Known href={agreementHref(accessId)} at={endsAt}>
        <CircleCheck aria-hidden className="text-met" />
        You have access until {dayWord(endsAt, now)}
      </Known>
      {canRenew && (
        <ButtonLink href={renewHref(accessId)} variant="primary" prefetch={false}>
          <RefreshCw aria-hidden />
          Renew
        </ButtonLink>
      )}
    </>
  );
}

function Pending({ standing, now }: { standing: Of<"pending">; now: Date }) {
  const isAsked = standing.status === "needsInformation";
  return (
    <Known href={requestHref(standing.requestId)} at={standing.since}>
      {isAsked ? (
        <MessageCircleQuestion aria-hidden className="text-risk" />
      ) : (
        <Clock aria-hidden className="text-info" />
      )}
      {pendingWord(standing, now)}
    </Known>
  );
}

type KnownProps = { href: string; at: string; children: ReactNode };

/** Long words break instead of pushing the page wide. */
function Known({ href, at, children }: KnownProps) {
  return (
    <ButtonLink
      href={href}
      prefetch={false}
      title={exactTime(at)}
      className="h-auto min-h-8 max-w-full shrink py-1 text-left whitespace-normal pointer-coarse:h-auto pointer-coarse:min-h-10"
    >
      {children}
    </ButtonLink>
  );
}

type AskProps = { productId: string; portId: string; children: ReactNode };

function Ask({ productId, portId, children }: AskProps) {
  return (
    <PanelLink
      href={askHref(productId, portId)}
      panel={{ name: "ask", value: portId }}
      className={buttonClass({ variant: "primary" })}
    >
      {children}
    </PanelLink>
  );
}
