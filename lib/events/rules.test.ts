import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { type MessageAnswer, MessageKind } from "./model";
import {
  describeAnswer,
  idIn,
  isReference,
  messageKindOf,
  readMessage,
  readStandardHeaders,
  REPLAY_WINDOW_SECONDS,
  timestampProblem,
} from "./rules";

const event = (over: Record<string, unknown> = {}) => ({
  specversion: "1.0",
  id: "1",
  source: "/ci",
  type: "org.acme.dataproduct.registered",
  data: { id: "orders" },
  ...over,
});

describe("the type of an event", () => {
  it.each(MessageKind.options)("is known by its end, whatever stands before: %s", (kind) => {
    expect(messageKindOf(`org.acme.${kind}`)).toBe(kind);
    expect(messageKindOf(kind)).toBe(kind);
    expect(messageKindOf(`Org.Acme.${kind.toUpperCase()}`)).toBe(kind);
    expect(messageKindOf(`${kind}.v2`)).toBeNull();
  });
});

describe("the headers of Standard Webhooks", () => {
  const headersOf = (given: Record<string, string>) => readStandardHeaders((name) => given[name] ?? null);
  const whole = {
    "webhook-id": "m",
    "webhook-timestamp": "1614265330",
    "webhook-signature": "v1,abc v1a,x v1,def",
  };

  it("are read with the signatures of version 1 alone", () => {
    expect(headersOf(whole)).toEqual({ id: "m", timestamp: 1614265330, signatures: ["abc", "def"] });
  });

  it.each(Object.keys(whole))("are refused without %s", (name) => {
    expect(headersOf({ ...whole, [name]: "" })).toHaveProperty("problem");
  });

  it.each(["hello", "-1", "1.5", "99999999999999"])("are refused with the timestamp %s", (timestamp) => {
    expect(headersOf({ ...whole, "webhook-timestamp": timestamp })).toHaveProperty("problem");
  });
});

describe("the replay window", () => {
  const now = new Date("2026-01-01T00:00:00Z");
  const at = (age: number) => timestampProblem(now.getTime() / 1000 - age, now);

  it("takes what is at most five minutes old or early", () => {
    expect([at(0), at(REPLAY_WINDOW_SECONDS), at(-REPLAY_WINDOW_SECONDS)]).toEqual([null, null, null]);
    expect(at(REPLAY_WINDOW_SECONDS + 1)).toMatch(/too old/);
    expect(at(-REPLAY_WINDOW_SECONDS - 1)).toMatch(/future/);
  });
});

describe("a message", () => {
  it("is a structured CloudEvent", () => {
    expect(readMessage(event({ subject: "orders" }), "standard-webhooks")).toEqual({
      kind: "dataproduct.registered",
      type: "org.acme.dataproduct.registered",
      eventKey: '["/ci","1"]',
      subject: "orders",
      pointer: "#/data",
      data: { id: "orders" },
      base64: null,
      mediaType: null,
    });
  });

  it("may come as the payload of a GitHub repository_dispatch, or as the body itself", () => {
    expect(readMessage({ action: "x", client_payload: event() }, "github")).toMatchObject({
      pointer: "#/client_payload/data",
    });
    expect(readMessage(event(), "github")).toMatchObject({ pointer: "#/data" });
    expect(readMessage({ client_payload: event() }, "standard-webhooks")).toHaveProperty("problem");
  });

  it.each(["specversion", "id", "source", "type"])("says where it lacks %s", (attribute) => {
    expect(readMessage(event({ [attribute]: undefined }), "github")).toMatchObject({
      pointer: `#/${attribute}`,
    });
  });

  it("names the types that are known when its own is not", () => {
    const answer = readMessage(event({ type: "org.acme.dataset.created" }), "github");
    expect(answer).toMatchObject({ pointer: "#/type" });
    expect(answer).toHaveProperty("problem", expect.stringContaining("team.registered"));
  });

  it("is read or refused whatever the body is, without an exception", () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom("github", "standard-webhooks"), (body, scheme) => {
        expect(readMessage(body, scheme)).toHaveProperty("pointer");
      }),
    );
  });

  it("names what it is about by its data, else by its subject", () => {
    expect(idIn({ data: { id: "a" }, subject: "b" })).toBe("a");
    expect(idIn({ data: null, subject: "b" })).toBe("b");
    expect(idIn({ data: "text", subject: null })).toBeNull();
  });

  it("tells a document from a mere reference", () => {
    expect([null, { id: "a" }, {}].map(isReference)).toEqual([true, true, true]);
    expect(
      [{ kind: "DataProduct" }, { dataProductSpecification: "0.0.1" }, "kind: x"].map(isReference),
    ).toEqual([false, false, false]);
  });
});

describe("the log", () => {
  it("says in a sentence what a message did", () => {
    const answer: MessageAnswer = {
      kind: "dataproduct",
      id: "orders",
      outcome: "updated",
      revision: 3,
      warnings: [],
    };
    expect(describeAnswer(answer, "dataproduct.registered")).toBe(
      "Data product orders was updated, revision 3.",
    );
    expect(describeAnswer(answer, "dataproduct.retired")).toBe(
      "Data product orders was retired, revision 3.",
    );
    expect(describeAnswer({ ...answer, outcome: "unchanged" }, "dataproduct.registered")).toBe(
      "Data product orders was registered with this document already.",
    );
  });
});
