import "server-only";

import { z } from "zod";

import { command } from "@/lib/platform/operation";

import { ProductRemoved } from "../events";
import { audienceOf, canEditProduct } from "../policy";
import { deleteProduct } from "../store/records";
import { getVisible } from "../store/views";
import { ExpectedRevision, refuseStale } from "./register-product";

export const removeProduct = command({
  name: "catalog.removeProduct",
  summary: "Remove a data product; the texts of its versions are kept.",
  input: z.object({ id: z.string(), expectedRevision: ExpectedRevision.optional() }),
  output: z.object({ id: z.string() }),
  load: ({ db, actor }, { id }) => getVisible(db, actor, id),
  allow: canEditProduct,
  async run({ db, emit, record }, { expectedRevision }, product) {
    const { id, name, revision, outputPorts } = product;
    refuseStale(expectedRevision, product);
    await deleteProduct(db, { id, revision });
    const contractIds = [...new Set(outputPorts.flatMap(({ contractId }) => contractId ?? []))];
    emit({
      type: "catalog.product.removed",
      subject: id,
      payload: ProductRemoved.parse({ name, contractIds }),
      audience: audienceOf(product),
    });
    record({ subjectId: id, detail: { kind: "dataproduct", name, revision } });
    return { id };
  },
});
