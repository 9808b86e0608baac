import "server-only";

import { teamsByIds } from "@/lib/identity";
import type { Scope } from "@/lib/platform/operation";

import type { PortStanding } from "../model";
import { namesOf } from "../policy/asker";
import { isRenewable, statusAt } from "../rules/agreement";
import { closedBecause } from "../rules/facts";
import { planOf } from "../rules/plan";
import { pendingRenewals } from "../store/agreement-views";
import { liveOfSide, pendingOfSide } from "../store/records";
import { type ConsumerPlace, type Target, weigh } from "./target";

type Asking = Pick<Scope, "db" | "actor" | "now">;

/** What is true for the asker about each of the ports, by port. `self` is null for keys: they hold no access. */
export async function standingsOf(
  { db, actor, now }: Asking,
  targets: readonly Target[],
  self: ConsumerPlace | null,
): Promise<Map<string, PortStanding>> {
  const productId = targets[0]?.product.id ?? "";
  const side = { names: namesOf(actor), teamIds: (self?.places ?? []).map(({ id }) => id) };
  const [held, pending] = await Promise.all([
    liveOfSide(db, productId, side, now),
    pendingOfSide(db, productId, side),
  ]);
  const renewals = await pendingRenewals(
    db,
    held.map(({ id }) => id),
  );
  const teams = await teamsByIds(
    db,
    pending.flatMap(({ steps }) => steps.flatMap(({ teamId }) => teamId ?? [])),
  );
  return new Map(
    targets.map((target) => {
      const agreement = held.find(({ portId }) => portId === target.portId);
      const request = pending.find(({ portId }) => portId === target.portId);
      if (agreement) return [target.portId, ofAgreement(agreement, renewals, now)] as const;
      if (request) return [target.portId, ofRequest(request, (id) => teams.get(id)?.name ?? id)] as const;
      return [target.portId, ofStranger({ actor }, target, self)] as const;
    }),
  );
}

type Held = Awaited<ReturnType<typeof liveOfSide>>[number];

function ofAgreement(agreement: Held, renewals: ReadonlyMap<string, string>, now: Date): PortStanding {
  const { id: accessId, startsAt, endsAt } = agreement;
  if (statusAt(agreement, now) === "upcoming")
    return { kind: "upcoming", accessId, startsAt: startsAt.toISOString() };
  const canRenew = isRenewable(agreement, now) && !renewals.has(accessId);
  return { kind: "granted", accessId, endsAt: endsAt.toISOString(), canRenew };
}

type Pending = Awaited<ReturnType<typeof pendingOfSide>>[number];

function ofRequest(request: Pending, nameOf: (teamId: string) => string): PortStanding {
  const teamId = request.steps[0]?.teamId ?? null;
  return {
    ...{ kind: "pending", requestId: request.id, since: request.waitingSince.toISOString() },
    status: request.status === "requested" ? "requested" : "needsInformation",
    waitingFor: teamId === null ? "Governance" : nameOf(teamId),
  };
}

function ofStranger(
  { actor }: Pick<Asking, "actor">,
  target: Target,
  self: ConsumerPlace | null,
): PortStanding {
  const because = closedBecause(target.product, target.port);
  if (because !== null) return { kind: "closed", because };
  if (actor.teamRoles.has(target.provider.id)) return { kind: "owned" };
  const isInstant = self !== null && planOf(weigh(target, self)).kind === "automatic";
  return { kind: isInstant ? "instant" : "askable" };
}
