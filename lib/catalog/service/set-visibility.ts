import "server-only";

import { z } from "zod";

import { changeOf } from "@/lib/platform/audit";
import { command } from "@/lib/platform/operation";

import { VisibilitySet } from "../events";
import { Visibility } from "../model";
import { audienceOf, canEditProduct } from "../policy";
import { updateVisibility } from "../store/records";
import { getVisible } from "../store/views";
import { ExpectedRevision, refuseStale } from "./register-product";

export const setVisibility = command({
  name: "catalog.setVisibility",
  summary: "Decide who may see a data product; the decision wins over the product's document.",
  input: z.object({ id: z.string(), visibility: Visibility, expectedRevision: ExpectedRevision.optional() }),
  output: z.object({ id: z.string(), visibility: Visibility }),
  load: ({ db, actor }, { id }) => getVisible(db, actor, id),
  allow: canEditProduct,
  async run({ db, actor, now, emit, record, nothingChanged }, { visibility, expectedRevision }, product) {
    const { id, visibilitySetBy } = product;
    refuseStale(expectedRevision, product);
    if (product.visibility === visibility && visibilitySetBy !== null) {
      nothingChanged();
      return { id, visibility };
    }
    await updateVisibility(db, { id, visibility, setBy: `${actor.kind}:${actor.id}`, now });
    emit({
      type: "catalog.product.visibilitySet",
      subject: id,
      payload: VisibilitySet.parse({ visibility }),
      audience: audienceOf({ ownerTeamId: product.ownerTeamId, visibility }),
    });
    const change = changeOf({ visibility: product.visibility }, { visibility });
    record({ subjectId: id, detail: { kind: "dataproduct", ...change } });
    return { id, visibility };
  },
});
