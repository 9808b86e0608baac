import "server-only";

import { z } from "zod";

import { ExternalId } from "@/lib/identity/model";
import { invalid, notFound } from "@/lib/platform/errors";
import { command, query } from "@/lib/platform/operation";
import { storable } from "@/lib/platform/storable";

import { Connector } from "../model";
import { canKeepConnectors, canReadConnectors } from "../policy/agreements";
import {
  allConnectors,
  connectorDocuments,
  deleteConnector,
  findConnector,
  saveConnector,
} from "../store/connectors";

const Keyed = z.record(z.string(), z.json());

/** As programs put it. */
const ConnectorDocument = z.object({
  info: z.object({
    type: z.string().trim().min(1).max(200),
    description: z.string().max(4000).nullish(),
    connectorVersion: z.string().max(200).nullish(),
  }),
  /** Left out or null: as it was. */
  state: Keyed.nullish(),
  custom: Keyed.nullish(),
});

/** A connector with the document that its program put last. */
const PutConnector = Connector.extend({ document: z.record(z.string(), z.unknown()) });

export const putConnector = command({
  name: "access.putConnector",
  summary: "Register a connector, or keep the state of a registered one.",
  input: storable(z.object({ id: ExternalId, document: Keyed })),
  output: z.object({ id: z.string() }),
  load: async ({ db }, { id, document }) => ({
    put: read(id, document),
    present: await findConnector(db, id),
  }),
  allow: canKeepConnectors,
  async run({ db, now, record, nothingChanged }, { id, document }, { put, present }) {
    const { type, description = null, connectorVersion = null } = put.info;
    const info = { type, description, connectorVersion };
    const state = put.state ?? Keyed.parse(present?.state ?? {});
    await saveConnector(db, { id, ...info, state, custom: put.custom ?? {}, document }, now);
    // A connector keeps its state with every event that it reads: only what it is goes on the record.
    if (present && isSame(present, info)) nothingChanged();
    else record({ subjectId: id, detail: { kind: "connector", ...info } });
    return { id };
  },
});

function read(id: string, document: z.output<typeof Keyed>): z.output<typeof ConnectorDocument> {
  const result = ConnectorDocument.safeParse(document);
  const fields = (result.error?.issues ?? []).map(({ path, message }) => ({
    pointer: `#${path.map((part) => `/${String(part)}`).join("")}`,
    detail: message,
  }));
  if (document.id !== undefined && document.id !== id)
    fields.push({ pointer: "#/id", detail: `The address says ${id}.` });
  if (!result.data || fields.length > 0) throw invalid("The document is not a valid connector.", fields);
  return result.data;
}

type Info = Pick<Connector, "type" | "description" | "connectorVersion">;

const isSame = (present: Info, info: Info): boolean =>
  present.type === info.type &&
  present.description === info.description &&
  present.connectorVersion === info.connectorVersion;

export const getConnector = query({
  name: "access.getConnector",
  summary: "Get a connector with the state that it keeps here.",
  input: z.object({ id: z.string() }),
  output: PutConnector,
  load: () => null,
  allow: canReadConnectors,
  async run({ db }, { id }) {
    const connector = await findConnector(db, id);
    if (!connector) throw notFound("Connector", id);
    return { ...connector, document: (await connectorDocuments(db, [id])).get(id) ?? {} };
  },
});

export const listConnectors = query({
  name: "access.listConnectors",
  summary: "List the programs that grant and remove access on platforms.",
  input: z.object({}),
  output: z.object({ items: z.array(PutConnector) }),
  load: () => null,
  allow: canReadConnectors,
  async run({ db }) {
    const connectors = await allConnectors(db);
    const documents = await connectorDocuments(
      db,
      connectors.map(({ id }) => id),
    );
    return { items: connectors.map((one) => ({ ...one, document: documents.get(one.id) ?? {} })) };
  },
});

export const removeConnector = command({
  name: "access.removeConnector",
  summary: "Remove a connector; what it has granted stays granted.",
  input: z.object({ id: z.string() }),
  output: z.object({ id: z.string() }),
  load: () => null,
  allow: canKeepConnectors,
  async run({ db, record }, { id }) {
    await deleteConnector(db, id);
    record({ subjectId: id, detail: { kind: "connector" } });
    return { id };
  },
});
