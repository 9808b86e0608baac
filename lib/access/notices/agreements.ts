import "server-only";

import type { Db } from "@/lib/platform/db/client";
import type { Notice, NoticeSource } from "@/lib/platform/notice";
import type { PlacedEvent } from "@/lib/platform/reactions";

import { AGREEMENT_EVENTS, PROVISIONING_EVENTS } from "../agreement-events";
import { describing } from "../describe";
import { askable, decidersOf } from "../service/deciders";
import { whomToAsk } from "../service/open-step";
import { holdersOf, unprotectedAgreement } from "../store/agreement-people";
import { type StoredAgreement, toStoredAgreement } from "../store/agreement-views";

const TYPES = [...AGREEMENT_EVENTS, ...PROVISIONING_EVENTS];

/** What people are told about agreements: holders of their access, owners of what they have to do about it. */
export const agreementNotices: NoticeSource = {
  types: TYPES,
  async toNotices(db, event) {
    const type = TYPES.find((known) => known === event.type);
    const row = type && (await unprotectedAgreement(db, event.subject));
    if (!row) return [];
    const told = await tellingOf(db, event, toStoredAgreement(row));
    return [...NOTICES[type](told), ringing(told)];
  },
};

/** Everything that notices about an agreement are made from. */
type Telling = {
  event: PlacedEvent;
  row: StoredAgreement;
  consumer: string;
  /** The day on which it ends. */
  until: string;
  holders: string[];
  owners: string[];
};

async function tellingOf(db: Db, event: PlacedEvent, row: StoredAgreement): Promise<Telling> {
  const [describe, holders, owners] = await Promise.all([
    describing(db, [row]),
    holdersOf(db, row),
    ownersOf(db, row),
  ]);
  const until = row.endsAt.toISOString().slice(0, 10);
  return { event, row, consumer: describe.consumer(row).name, until, holders, owners };
}

/** The owners and approvers of the owning team, or of the next team up that has some; at the top governance. */
async function ownersOf(db: Db, { providerTeamId: teamId, consumerKind, consumerId }: StoredAgreement) {
  const excluded = new Set(consumerKind === "user" ? [consumerId] : []);
  const turn = { kind: "owner" as const, teamId };
  const { teamIds, asksGovernance } = await whomToAsk(db, turn, excluded);
  const asked = { ...turn, askedTeamIds: teamIds, asksGovernance };
  return decidersOf(await askable(db, [asked], excluded), asked).flatMap(({ id }) => id ?? []);
}

const hrefOf = ({ row }: Telling): string => `/access/${encodeURIComponent(row.id)}`;

const ringing = (told: Telling): Notice => ({
  ...{ kind: "agreements.mine", people: [], ring: [...new Set([...told.holders, ...told.owners])] },
  ...{ title: "", body: "", href: hrefOf(told) },
});

type Kind = "agreements.toReview" | "provisioning";

const toHolders = (told: Telling, title: string, body: string): Notice[] =>
  told.holders.length === 0
    ? []
    : [{ kind: "agreements.mine", people: told.holders, ring: [], title, body, href: hrefOf(told) }];

const toOwners = (told: Telling, kind: Kind, title: string, body: string): Notice[] =>
  told.owners.length === 0 ? [] : [{ kind, people: told.owners, ring: [], title, body, href: hrefOf(told) }];

const portOf = ({ row }: Telling): string => `${row.productName}, ${row.portName}`;

const forWhom = (told: Telling): string => `${portOf(told)}, for ${told.consumer}.`;

const isRetry = ({ event }: Telling): boolean => event.payload.isRetry === true;

const nothing = (): Notice[] => [];

const NOTICES: Readonly<Record<(typeof TYPES)[number], (told: Telling) => Notice[]>> = {
  // Access that begins with its approval is told of by that.
  "access.agreement.activated": (told) =>
    isRetry(told) || told.row.createdAt.getTime() === told.event.at.getTime()
      ? []
      : toHolders(
          told,
          `Access to ${told.row.productName} has begun`,
          `${forWhom(told)} It ends on ${told.until}.`,
        ),
  "access.agreement.ended": (told) => (isRetry(told) ? [] : ended(told)),
  "access.agreement.renewed": nothing,
  "access.agreement.updated": nothing,
  "access.agreement.removed": nothing,
  "access.agreement.expiring": (told) =>
    toHolders(
      told,
      `Access to ${told.row.productName} ends in ${told.event.payload.days === 1 ? "1 day" : `${String(told.event.payload.days)} days`}`,
      `${forWhom(told)} It ends on ${told.until}. You can renew it.`,
    ),
  "access.agreement.reviewDue": reviewDue,
  "access.agreement.reviewed": nothing,
  "access.agreement.reviewOverdue": (told) =>
    toOwners(
      told,
      "agreements.toReview",
      `A review is overdue: ${told.consumer} and ${told.row.productName}`,
      `${forWhom(told)} Nobody has kept or ended this access in time.`,
    ),
  "access.provisioning.started": nothing,
  "access.provisioning.succeeded": (told) =>
    toHolders(told, `Access to ${told.row.productName} is set up`, `${forWhom(told)} You can use it now.`),
  "access.provisioning.failed": (told) =>
    toOwners(told, "provisioning", `Access to ${told.row.productName} could not be granted`, failure(told)),
  "access.provisioning.deprovisioningStarted": nothing,
  "access.provisioning.deprovisioned": nothing,
  "access.provisioning.deprovisioningFailed": (told) =>
    toOwners(told, "provisioning", `Access to ${told.row.productName} could not be removed`, failure(told)),
  "access.provisioning.byHandAsked": (told) =>
    toOwners(
      told,
      "provisioning",
      told.event.payload.task === "remove"
        ? `Remove access to ${told.row.productName} by hand`
        : `Grant access to ${told.row.productName} by hand`,
      `${forWhom(told)} No connector serves this port. Confirm it when it is done.`,
    ),
};

const failure = (told: Telling): string =>
  [forWhom(told), told.row.provisioning.diagnostics].filter((part) => part !== null).join("\n\n");

function ended(told: Telling): Notice[] {
  const { row, event } = told;
  const reason = row.endReason === null ? "" : `\n\n${row.endReason}`;
  switch (event.payload.how) {
    case "revoked":
      return toHolders(told, `Access to ${row.productName} was taken away`, forWhom(told) + reason);
    case "cancelled":
      return toHolders(told, `Access to ${row.productName} was given back`, forWhom(told) + reason);
    default:
      return toHolders(told, `Access to ${row.productName} has ended`, `${forWhom(told)} Its time is over.`);
  }
}

/** A recertification is one task however many agreements it is about: its first one tells of it. */
function reviewDue(told: Telling): Notice[] {
  const { row, event, consumer } = told;
  const kind = "agreements.toReview";
  switch (event.payload.reason) {
    case "recertification":
      return event.payload.isFirst === true
        ? toOwners(
            told,
            kind,
            `Access to ${row.productName} is to be reviewed`,
            `${portOf(told)}: keep or end the access of each consumer within 14 days.`,
          )
        : [];
    case "holderLeft":
      return toOwners(
        told,
        kind,
        `${consumer} has left: review their access to ${row.productName}`,
        `${forWhom(told)} Keep or end it within 7 days.`,
      );
    default:
      return toOwners(
        told,
        kind,
        `Access of ${consumer} to ${row.productName} is to be reviewed`,
        `${forWhom(told)} Keep or end it within 14 days.`,
      );
  }
}
