import "server-only";

import { z } from "zod";

import { ExternalId } from "@/lib/identity/model";
import { storable } from "@/lib/platform/storable";

import type { ConsumerKey } from "../model";
import { Moment, Names, orNull, Purpose } from "./inputs";

const id = z.string().max(256).nullish();
const Keyed = z.record(z.string().max(200), z.json());

/**
 * Access as programs put it. What the portal decides itself (`status`, `active`, `provisioning` and the rest that is
 * only read) is passed over; what is left out of an access that exists stays as it is.
 */
export const AccessDocument = storable(
  z.object({
    id: ExternalId,
    info: z.object({
      purpose: Purpose,
      individualAgreements: z.string().max(20_000).nullish(),
      startDate: orNull(Moment),
      endDate: orNull(Moment),
      nextReassessmentDate: orNull(Moment),
    }),
    provider: z.object({
      dataProductId: z.string().min(1).max(256),
      outputPortId: z.string().min(1).max(256),
    }),
    consumer: z
      .object({ dataProductId: id, teamId: id, userId: id })
      .transform(toConsumerKey)
      .pipe(z.object({ kind: z.enum(["user", "team", "product"]), id: ExternalId })),
    roles: Names.nullish(),
    tags: z.array(z.string().min(1).max(200)).max(200).nullish(),
    links: z.record(z.string().max(200), z.string().max(2000)).nullish(),
    custom: Keyed.nullish(),
  }),
);
export type AccessDocument = z.output<typeof AccessDocument>;

type Named = { dataProductId?: string | null | undefined } & Partial<
  Record<"teamId" | "userId", string | null | undefined>
>;

/** A data product is named together with its team: the more exact name counts. */
function toConsumerKey({ dataProductId, userId, teamId }: Named, context: z.RefinementCtx): ConsumerKey {
  if (dataProductId) return { kind: "product", id: dataProductId };
  if (userId) return { kind: "user", id: userId };
  if (teamId) return { kind: "team", id: teamId };
  context.addIssue({ code: "custom", message: "Name a dataProductId, a teamId or a userId." });
  return z.NEVER;
}
