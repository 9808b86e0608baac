import "server-only";

import { z } from "zod";

import { allow } from "@/lib/platform/actor";
import { conflict } from "@/lib/platform/errors";
import { command, query, type Scope } from "@/lib/platform/operation";
import { storable } from "@/lib/platform/storable";

import { agreementEvent, type PROVISIONING_EVENTS } from "../agreement-events";
import { askAgain } from "../agreements";
import { toAgreement, toProvisioning } from "../answers";
import { Agreement, Provisioning, ProvisioningStatus } from "../model";
import { canProvision } from "../policy/agreements";
import { statusAt } from "../rules/agreement";
import {
  courseAfter,
  NEVER_REPORTED,
  retryable,
  type Transition,
  TRANSITIONS,
  transitionTo,
} from "../rules/provisioning";
import { getAgreementRow, type StoredAgreement } from "../store/agreement-views";
import { updateProvisioning } from "../store/agreements";

const text = z.string().max(20_000);

/** What whoever grants or removes says about it; what is left out stays as it was. */
const Report = z.object({
  platform: z.string().max(200).nullish(),
  executor: z.string().max(400).nullish(),
  /** Id of the grant on the platform. */
  reference: z.string().max(4000).nullish(),
  diagnostics: text.nullish(),
  note: text.nullish(),
  customProperties: z
    .array(z.object({ property: z.string().max(400), value: z.unknown() }))
    .max(200)
    .nullish(),
  links: z.record(z.string().max(400), z.string().max(4000)).nullish(),
});
type Report = z.output<typeof Report>;

export const getProvisioning = query({
  name: "access.getProvisioning",
  summary: "Get what the platform has done about an agreement.",
  input: z.object({ accessId: z.string() }),
  output: Provisioning,
  load: ({ db, actor }, { accessId }) => getAgreementRow(db, actor, accessId),
  allow: () => allow,
  run: (_scope, _input, { provisioning }) => toProvisioning(provisioning),
});

export const reportProvisioning = command({
  name: "access.reportProvisioning",
  summary:
    "Report that a platform began, finished or failed to grant or remove access; the latest report wins.",
  input: storable(Report.extend({ accessId: z.string(), transition: z.enum(TRANSITIONS) })),
  output: Provisioning,
  load: ({ db, actor }, { accessId }) => getAgreementRow(db, actor, accessId),
  allow: canProvision,
  run: (scope, input, row) => take(scope, row, { transition: input.transition, report: Report.parse(input) }),
});

/** Takes over a report: of a program by its key, so that this port has a connector from now on. */
async function take(
  scope: Scope,
  row: StoredAgreement,
  { transition, report }: { transition: Transition; report: Report },
): Promise<Provisioning> {
  const { db, now, actor } = scope;
  const course = courseAfter(row.provisioning, transition, now);
  await updateProvisioning(db, row.id, {
    ...courseColumns(course),
    ...reportColumns(report),
    ...(actor.kind === "key" && { mode: "connector" }),
    now,
  });
  announce(scope, row, { transition, platform: report.platform ?? row.provisioning.platform });
  const changed = await getAgreementRow(db, actor, row.id);
  return toProvisioning(changed.provisioning);
}

const EVENTS: Readonly<Record<Transition, (typeof PROVISIONING_EVENTS)[number]>> = {
  "provisioning-started": "access.provisioning.started",
  "provisioning-succeeded": "access.provisioning.succeeded",
  "provisioning-failed": "access.provisioning.failed",
  "deprovisioning-started": "access.provisioning.deprovisioningStarted",
  "deprovisioning-succeeded": "access.provisioning.deprovisioned",
  "deprovisioning-failed": "access.provisioning.deprovisioningFailed",
};

function announce(
  { emit, record }: Scope,
  row: StoredAgreement,
  { transition, platform }: { transition: Transition; platform: string | null },
): void {
  emit(agreementEvent(EVENTS[transition], row, { platform }));
  record({ subjectId: row.id, detail: { before: row.provisioning.status, transition, platform } });
}

type Course = ReturnType<typeof courseAfter>;

const courseColumns = (course: Course): Course => ({
  ...{ status: course.status, diagnostics: course.diagnostics, attempts: course.attempts },
  ...{ provisioningStartedAt: course.provisioningStartedAt, provisionedAt: course.provisionedAt },
  deprovisioningStartedAt: course.deprovisioningStartedAt,
  ...{ deprovisionedAt: course.deprovisionedAt, failedAt: course.failedAt, retryAt: course.retryAt },
});

/** What is null or left out stays as it was. */
function reportColumns({ customProperties, links, ...texts }: Report) {
  const said = Object.entries(texts).filter(([, value]) => value !== null && value !== undefined);
  return {
    ...Object.fromEntries(said),
    ...(customProperties && { customProperties: asJson(customProperties) }),
    ...(links && { links }),
  };
}

/** JSON has no `undefined`: a property without a value has the value null. */
const asJson = (properties: NonNullable<Report["customProperties"]>) =>
  z.json().parse(properties.map(({ property, value }) => ({ property, value: value ?? null }))) ?? [];

const moment = z.iso.datetime({ offset: true }).nullish();

export const putProvisioning = command({
  name: "access.putProvisioning",
  summary: "Declare how a platform stands about an agreement; what is left out is cleared.",
  input: storable(
    Report.extend({
      accessId: z.string(),
      status: ProvisioningStatus.exclude(["pending"]),
      ...{ provisioningStartedAt: moment, provisionedAt: moment },
      ...{ deprovisioningStartedAt: moment, deprovisionedAt: moment },
    }),
  ),
  output: Provisioning,
  load: ({ db, actor }, { accessId }) => getAgreementRow(db, actor, accessId),
  allow: canProvision,
  async run(scope, { accessId, status, ...declared }, row) {
    const { db, now, actor, nothingChanged } = scope;
    const isSame = row.provisioning.status === status;
    const transition = transitionTo(status);
    const course = isSame ? row.provisioning : courseAfter(NEVER_REPORTED, transition, now);
    await updateProvisioning(db, accessId, {
      ...courseColumns(course),
      ...declaredColumns(declared, course),
      ...(actor.kind === "key" && { mode: "connector" }),
      now,
    });
    if (isSame) nothingChanged();
    else announce(scope, row, { transition, platform: declared.platform ?? null });
    return toProvisioning((await getAgreementRow(db, actor, accessId)).provisioning);
  },
});

type Moment = string | null | undefined;
type Declared = Report &
  Partial<
    Record<"provisioningStartedAt" | "provisionedAt" | "deprovisioningStartedAt" | "deprovisionedAt", Moment>
  >;

function declaredColumns(declared: Declared, course: Course) {
  const { platform, executor, reference, diagnostics, note, customProperties, links } = declared;
  const at = (given: Moment, own: Date | null) => (given == null ? own : new Date(given));
  return {
    ...{ platform: platform ?? null, executor: executor ?? null, reference: reference ?? null },
    ...{ diagnostics: diagnostics ?? null, note: note ?? null, links: links ?? {} },
    customProperties: asJson(customProperties ?? []),
    provisioningStartedAt: at(declared.provisioningStartedAt, course.provisioningStartedAt),
    provisionedAt: at(declared.provisionedAt, course.provisionedAt),
    deprovisioningStartedAt: at(declared.deprovisioningStartedAt, course.deprovisioningStartedAt),
    deprovisionedAt: at(declared.deprovisionedAt, course.deprovisionedAt),
  };
}

export const confirmByHand = command({
  name: "access.confirmByHand",
  summary: "Confirm that somebody has granted or removed access on the platform by hand.",
  input: z.object({
    accessId: z.string(),
    done: z.enum(["granted", "removed"]),
    note: text.trim().optional(),
  }),
  output: Agreement,
  load: ({ db, actor }, { accessId }) => getAgreementRow(db, actor, accessId),
  allow: canProvision,
  async run(scope, { accessId, done, note }, row) {
    const { db, now, actor } = scope;
    const isActive = statusAt(row, now) === "active";
    if (done === "granted" && !isActive) throw conflict("Access is granted while the agreement is active.");
    if (done === "removed" && isActive) throw conflict("The agreement is active: end it first.");
    const transition = done === "granted" ? "provisioning-succeeded" : "deprovisioning-succeeded";
    await updateProvisioning(db, accessId, {
      ...courseColumns(courseAfter(row.provisioning, transition, now)),
      ...{ executor: actor.name, ...(note !== undefined && note !== "" && { note }), now },
    });
    announce(scope, row, { transition, platform: row.provisioning.platform });
    return toAgreement(scope, await getAgreementRow(db, actor, accessId));
  },
});

export const retryProvisioning = command({
  name: "access.retryProvisioning",
  summary: "Ask the connector once more to do what has failed.",
  input: z.object({ accessId: z.string() }),
  output: Agreement,
  load: ({ db, actor }, { accessId }) => getAgreementRow(db, actor, accessId),
  allow: canProvision,
  async run(scope, { accessId }, row) {
    const { db, now, actor } = scope;
    const task = retryable(row.provisioning.status, statusAt(row, now));
    if (task === null) throw conflict("Nothing has failed that could be tried again.");
    await askAgain(scope, row, task);
    scope.record({ subjectId: accessId, detail: { retry: task } });
    return toAgreement(scope, await getAgreementRow(db, actor, accessId));
  },
});
