import { describe, expect, it } from "vitest";

import type { AccessRequest, Doer, Entry, Step } from "@/lib/access/model";

import { timelineOf } from "./request-timeline";

const team = { id: "risk", name: "Risk team" };
const asker: Doer = { kind: "user", id: "jonas", name: "Jonas Feld" };
const owner: Doer = { kind: "user", id: "rosa", name: "Rosa Delgado" };
const portal: Doer = { kind: "job", id: "chase", name: "chase" };
const at = (day: number): string => `2026-11-0${day}T09:00:00.000Z`;

const entry = (kind: Entry["kind"], day: number, by: Doer = asker, note: string | null = null): Entry => ({
  id: `${kind} ${day}`,
  at: at(day),
  kind,
  by,
  note,
});

const step = (more: Partial<Step>): Step => ({
  kind: "owner",
  team,
  because: "Risk team owns the product.",
  position: 0,
  status: "open",
  deciders: [{ id: "rosa", email: "rosa@example.org", name: "Rosa Delgado" }],
  escalatedTo: [],
  asksGovernance: false,
  openedAt: at(1),
  decidedAt: null,
  decidedBy: null,
  onBehalfOf: null,
  note: null,
  ...more,
});

const governance = (more: Partial<Step>): Step =>
  step({ kind: "governance", team: null, position: 1, because: "It holds personal data.", ...more });

const request = (more: Partial<AccessRequest>): AccessRequest => ({
  id: "acc_1",
  accessId: "acc_1",
  kind: "new",
  status: "requested",
  target: {
    productId: "cards",
    productName: "Cards",
    portId: "port",
    portName: "table",
    contractId: null,
    contractVersion: null,
    providerTeam: team,
    exists: true,
  },
  consumer: { kind: "user", id: "jonas", name: "Jonas Feld", team: null },
  requester: asker,
  purpose: "A model.",
  durationDays: 90,
  classification: null,
  personalData: true,
  requestedAt: at(1),
  decidedAt: null,
  waitingFor: null,
  path: [],
  standsInFor: null,
  bulkKey: "",
  version: 1,
  columns: [],
  roles: [],
  startsAt: null,
  endsAt: null,
  facts: {
    classification: null,
    personalData: true,
    autoApprove: false,
    sameTeam: false,
    sameDomain: false,
    providerTeam: team,
    providerDomain: null,
  },
  automaticBecause: null,
  steps: [step({}), governance({ status: "waiting", openedAt: null })],
  entries: [entry("submitted", 1)],
  terms: null,
  lapsesAt: null,
  otherAccess: [],
  history: { approved: 0, rejected: 0, revoked: 0 },
  permissions: {
    decide: { allowed: true },
    answer: { allowed: false, because: "" },
    cancel: { allowed: true },
  },
  ...more,
});

const titlesOf = (more: Partial<AccessRequest>): string[] =>
  timelineOf(request(more)).map(({ title }) => title);

describe("the timeline of a request", () => {
  it("goes from what happened over who is asked to what is still to come", () => {
    expect(titlesOf({})).toEqual([
      "Jonas Feld asked for access",
      "Risk team is asked",
      "Data governance decides next",
      "Access begins",
    ]);
  });

  it("says who is asked by name, and why", () => {
    const open = timelineOf(request({})).find(({ tone }) => tone === "open");
    expect(open?.deciders.map(({ name }) => name)).toEqual(["Rosa Delgado"]);
    expect(open?.because).toBe("Risk team owns the product.");
    expect(open?.at).toBe(at(1));
  });

  it("tells reminders that follow one another once, at the last of them", () => {
    const entries = [entry("submitted", 1), entry("reminded", 2, portal), entry("reminded", 3, portal)];
    const told = timelineOf(request({ entries })).filter(({ tone }) => tone === "quiet");
    expect(told).toMatchObject([{ title: "The portal reminded them 2 times", at: at(3) }]);
  });

  it("names the teams that are asked as well", () => {
    const escalatedTo = [{ id: "payments", name: "Payments" }];
    expect(titlesOf({ steps: [step({ escalatedTo })] })).toContain("Risk team and Payments are asked");
  });

  it("says that the requester is to answer first while a question is open", () => {
    const entries = [entry("submitted", 1), entry("asked", 2, owner, "Which model?")];
    const items = timelineOf(request({ status: "needsInformation", entries, steps: [step({})] }));
    expect(items[1]).toMatchObject({ title: "Rosa Delgado asked back", note: "Which model?" });
    expect(items[2]?.title).toBe("Jonas Feld is to answer, then Risk team to decide");
  });

  it("tells the yes to the last step once", () => {
    const steps = [step({ status: "approved", decidedAt: at(2), decidedBy: owner })];
    const entries = [
      entry("submitted", 1),
      entry("stepApproved", 2, owner),
      entry("approved", 2, owner, "Yes."),
    ];
    expect(titlesOf({ status: "approved", steps, entries })).toEqual([
      "Jonas Feld asked for access",
      "Rosa Delgado approved for Risk team",
    ]);
  });

  it("keeps what was written with that yes", () => {
    const steps = [step({ status: "approved", decidedAt: at(2), decidedBy: owner, note: "Until May." })];
    const entries = [
      entry("submitted", 1),
      entry("stepApproved", 2, owner, "Until May."),
      entry("approved", 2, owner),
    ];
    expect(timelineOf(request({ status: "approved", steps, entries })).at(-1)?.note).toBe("Until May.");
  });

  it("says for whom somebody stood in", () => {
    const onBehalfOf = { id: "aisha", email: "aisha@example.org", name: "Aisha Bello" };
    const decided = step({ status: "approved", decidedAt: at(2), decidedBy: owner, onBehalfOf });
    const entries = [entry("submitted", 1), entry("stepApproved", 2, owner)];
    expect(titlesOf({ steps: [decided, governance({})], entries })[1]).toBe(
      "Rosa Delgado approved for Risk team, standing in for Aisha Bello",
    );
  });

  it("ends with the no: nothing is to come after it", () => {
    const steps = [step({ status: "rejected", decidedAt: at(2) }), governance({ status: "skipped" })];
    const entries = [entry("submitted", 1), entry("rejected", 2, owner, "Too wide.")];
    expect(timelineOf(request({ status: "rejected", steps, entries })).at(-1)).toMatchObject({
      title: "Rosa Delgado rejected the request",
      tone: "refused",
      note: "Too wide.",
    });
  });

  it("says why nobody had to decide", () => {
    const because = "The port is offered to everybody.";
    const entries = [entry("submitted", 1), entry("approved", 1, portal)];
    const items = timelineOf(request({ status: "approved", automaticBecause: because, steps: [], entries }));
    expect(items.at(-1)).toMatchObject({ title: "Approved without a person deciding", because });
  });
});
