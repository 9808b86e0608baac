import "server-only";

import { z } from "zod";

import { presentProductTexts } from "@/lib/catalog";
import { DocumentText } from "@/lib/catalog/model";
import { presentContractTexts } from "@/lib/contracts";
import type { Db } from "@/lib/platform/db/client";
import { conflict, invalid, notFound } from "@/lib/platform/errors";
import { newId } from "@/lib/platform/ids";
import { command } from "@/lib/platform/operation";

import { MessageAnswer, MessageKind } from "../model";
import { canReceive } from "../policy";
import { describeAnswer, isRetirement } from "../rules";
import { completeAccepted, countRepetition, findAccepted, insertAccepted } from "../store/deliveries";
import { registerDocument } from "./register";

export const receiveMessage = command({
  name: "events.receiveMessage",
  summary: "Do what a signed message asks for, once for all messages with the same key.",
  input: z.object({
    sourceId: z.string(),
    kind: MessageKind,
    /** The document, or null where a retirement only names what it retires. */
    document: DocumentText.nullable(),
    /** What it is about, where that is known without reading the document. */
    id: z.string().nullable(),
    type: z.string(),
    messageId: z.string().nullable(),
    dedupeKey: z.string(),
    bodyBytes: z.number().int(),
    bodySha256: z.string(),
  }),
  output: MessageAnswer,
  load: (_scope, { sourceId }) => ({ id: sourceId }),
  allow: canReceive,
  async run(scope, { kind, document, id, ...message }) {
    const { db, now, nothingChanged } = scope;
    const { dedupeKey, bodySha256 } = message;
    const former = await findAccepted(db, dedupeKey);
    if (former) {
      if (former.bodySha256 !== bodySha256)
        throw conflict("Another message has come with this id. Every message needs an id of its own.");
      nothingChanged();
      await countRepetition(db, dedupeKey);
      return former.answer;
    }

    const deliveryId = newId("msg");
    await insertAccepted(db, { ...message, id: deliveryId, receivedAt: now, subject: id });
    const answer = await registerDocument(scope, kind, document ?? (await presentDocument(db, kind, id)));
    await completeAccepted(db, { id: deliveryId, answer, detail: describeAnswer(answer, kind) });
    return answer;
  },
});

/** A retirement need not repeat the document: the one that is registered is meant. */
async function presentDocument(db: Db, kind: MessageKind, id: string | null): Promise<DocumentText> {
  if (!isRetirement(kind) || id === null) throw invalid("The event has no data: they must be the document.");
  const [texts, what] =
    kind === "dataproduct.retired"
      ? [await presentProductTexts(db, [id]), "Data product"]
      : [await presentContractTexts(db, [id]), "Data contract"];
  const present = texts.get(id);
  if (!present) throw notFound(what, id);
  return present;
}
