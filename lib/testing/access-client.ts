import { expect } from "vitest";

import type { Runtime } from "@/lib/platform/operation";
import type { Handler } from "@/lib/transport/route";

import { anOfferedPort } from "./factories/access";
import { call } from "./http";

/** Access as the wire tells it. */
export type WireAccess = {
  id: string;
  info: Record<string, unknown>;
  provider: Record<string, unknown>;
  consumer: Record<string, unknown>;
  roles: string[];
  provisioning?: Record<string, unknown>;
  tags: string[];
  links: Record<string, string>;
  custom: Record<string, unknown>;
};

export type AccessOver = { info?: object; provider?: object; consumer?: object } & Record<string, unknown>;

type Verb = "approve" | "reject" | "cancel";
type Server = { runtime: Runtime; access: Record<"put" | "get" | Verb, Handler> };
type Client = { key: string; teamId: string; consumingId: string };

/** A client of /api/access that sends what real ones send, with the key unless another is named. */
export function accessClient({ runtime, access }: Server, { key, teamId, consumingId }: Client) {
  let made = 0;

  /** For a port of its own unless another is named. */
  async function document(over: AccessOver = {}) {
    const { productId } = over.provider ? { productId: "" } : await anOfferedPort(runtime, { team: teamId });
    return {
      id: `access-${++made}`,
      consumer: { teamId: consumingId },
      ...over,
      info: { purpose: "Payment amounts", startDate: "2026-11-24", ...over.info },
      provider: { dataProductId: productId, outputPortId: "table", ...over.provider },
    };
  }

  const put = (body: { id: string } & Record<string, unknown>, secret = key) =>
    call(access.put, `/api/access/${body.id}`, {
      ...{ method: "PUT", key: secret, body: JSON.stringify(body) },
      headers: { "content-type": "application/json" },
    });

  async function read(id: string, secret = key): Promise<WireAccess> {
    const response = await call(access.get, `/api/access/${id}`, { key: secret });
    expect(response.status).toBe(200);
    const body: unknown = await response.json();
    return body as WireAccess;
  }

  /** An empty body that says that it is JSON. */
  const post = (verb: Verb, id: string, secret = key) =>
    call(access[verb], `/api/access/${id}/${verb}`, {
      ...{ method: "POST", key: secret, body: "" },
      headers: { "content-type": "application/json" },
    });

  async function approved(over: AccessOver = {}) {
    const body = await document(over);
    expect((await put(body)).status).toBe(200);
    expect((await post("approve", body.id)).status).toBe(200);
    return body;
  }

  return { document, put, read, post, approved };
}
