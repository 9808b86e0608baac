import "server-only";

import { z } from "zod";

import { allow } from "@/lib/platform/actor";
import { query } from "@/lib/platform/operation";

import { toAgreement } from "../answers";
import { Agreement } from "../model";
import { getAgreementRow } from "../store/agreement-views";

export const getAgreement = query({
  name: "access.getAgreement",
  summary: "Get an agreement with its requests, terms and provisioning, and what the asker may do with it.",
  input: z.object({ accessId: z.string() }),
  output: Agreement,
  load: ({ db, actor }, { accessId }) => getAgreementRow(db, actor, accessId),
  allow: () => allow,
  run: (scope, _input, row) => toAgreement(scope, row),
});
