import "server-only";

import { z } from "zod";

import { type Actor, allow, type Decision, deny } from "./actor";
import { type AuditNote, writeAudit } from "./audit";
import type { Database, Db } from "./db/client";
import { Prisma } from "./db/generated/client";
import type { SearchEngine } from "./engines/search/engine";
import { conflict, DomainError, forbidden, invalid } from "./errors";
import { append, type EmittedEvent } from "./outbox";
import { findUnstorable } from "./storable";

/** Everything an operation may touch besides its input. Tests build one by hand. */
export type Runtime = Database & { now: () => Date; search: SearchEngine };

export type Scope = {
  db: Db;
  runtime: Runtime;
  actor: Actor;
  /** Fixed for the whole call. */
  now: Date;
  /** Appends to the outbox inside the transaction; delivered only if it commits. */
  emit: (event: EmittedEvent) => void;
  /** Describes what was changed. Without a call, one entry names the `id` of the result. */
  record: (note: AuditNote) => void;
  /** Says that the command changed nothing, so that nothing is put on the record. */
  nothingChanged: () => void;
};

type Definition<In extends z.ZodType, Out extends z.ZodType, Subject> = {
  /** `domain.verbNoun`: the audit action, the log key and, with `_` for `.`, the MCP tool name. */
  name: `${string}.${string}`;
  /** One sentence, reused as the OpenAPI summary and the MCP tool description. */
  summary: string;
  input: In;
  output: Out;
  /** Fetches what the decision is about; throws `not_found` when the actor may not know it exists. */
  load: (scope: Scope, input: z.output<In>) => Promise<Subject> | Subject;
  /** Pure. Required, so that an operation without an authorization decision does not compile. */
  allow: (actor: Actor, subject: Subject, input: z.output<In>) => Decision;
  run: (scope: Scope, input: z.output<In>, subject: Subject) => Promise<z.input<Out>> | z.input<Out>;
};

export type Operation<In extends z.ZodType = z.ZodType, Out extends z.ZodType = z.ZodType> = {
  kind: "command" | "query";
  name: string;
  summary: string;
  input: In;
  output: Out;
  execute: (runtime: Runtime, actor: Actor, input: unknown) => Promise<z.output<Out>>;
  /** Whether the actor might, and why not, without doing it; throws `not_found` as `execute` would. */
  decide: (runtime: Runtime, actor: Actor, input: unknown) => Promise<Decision>;
};

export const command = <In extends z.ZodType, Out extends z.ZodType, Subject>(
  d: Definition<In, Out, Subject>,
) => operation("command", d);

export const query = <In extends z.ZodType, Out extends z.ZodType, Subject>(
  d: Definition<In, Out, Subject>,
) => operation("query", d);

function operation<In extends z.ZodType, Out extends z.ZodType, Subject>(
  kind: "command" | "query",
  definition: Definition<In, Out, Subject>,
): Operation<In, Out> {
  const { name, summary, input, output } = definition;

  const mayTry = (actor: Actor): Decision =>
    kind === "command" && actor.readOnly ? deny(`This key may only read: ${name} needs a write key.`) : allow;

  async function execute(runtime: Runtime, actor: Actor, raw: unknown): Promise<z.output<Out>> {
    const tried = mayTry(actor);
    if (!tried.allowed) throw forbidden(tried.because);
    const parsed = parse(input, raw);
    const now = runtime.now();

    async function within(db: Db): Promise<z.output<Out>> {
      const { scope, commit } = openScope({ db, runtime, actor, now, name });
      const subject = await definition.load(scope, parsed);
      const decision = definition.allow(actor, subject, parsed);
      if (!decision.allowed) throw forbidden(decision.because);

      const result = output.parse(await definition.run(scope, parsed, subject));
      if (kind === "command") await commit(result);
      return result;
    }

    return kind === "command" ? transact(runtime, within) : within(runtime.db);
  }

  async function decide(runtime: Runtime, actor: Actor, raw: unknown): Promise<Decision> {
    const tried = mayTry(actor);
    if (!tried.allowed) return tried;
    const parsed = parse(input, raw);
    const now = runtime.now();
    // What is about to be changed is locked to be looked at, which takes a transaction.
    return withoutTrace(runtime, async (db) => {
      const { scope } = openScope({ db, runtime, actor, now, name });
      return definition.allow(actor, await definition.load(scope, parsed), parsed);
    });
  }

  return { kind, name, summary, input, output, execute, decide };
}

/** Does the work in a transaction that is rolled back, and gives what came of it. */
export async function withoutTrace<T>({ db }: Pick<Runtime, "db">, work: (db: Db) => Promise<T>): Promise<T> {
  const rollback = new Error("rolled back on purpose");
  const done: T[] = [];
  try {
    await db.$transaction(async (within) => {
      done.push(await work(within));
      throw rollback;
    });
  } catch (error) {
    if (error !== rollback) throw error;
  }
  const [value] = done;
  if (value === undefined) throw new Error("The work gave nothing.");
  return value;
}

type Opening = Pick<Scope, "db" | "runtime" | "actor" | "now"> & { name: string };

function openScope({ name, ...given }: Opening) {
  const events: EmittedEvent[] = [];
  const notes: AuditNote[] = [];
  let isChange = true;
  const scope: Scope = {
    ...given,
    emit: (event) => void events.push(event),
    record: (note) => void notes.push(note),
    nothingChanged: () => {
      isChange = false;
    },
  };

  async function commit(result: unknown): Promise<void> {
    if (notes.length === 0 && isChange) notes.push({ subjectId: idOf(result) });
    await append(scope, events);
    // Last: writers of the record wait for each other.
    await writeAudit(scope, name, notes);
  }

  return { scope, commit };
}

const idOf = (result: unknown): string | null =>
  typeof result === "object" && result !== null && "id" in result ? String(result.id) : null;

const ATTEMPTS = 3;

/** Of two conflicting transactions Postgres aborts one; its next attempt sees what the other has done. */
async function transact<T>({ db }: Runtime, work: (db: Db) => Promise<T>): Promise<T> {
  const limits = { maxWait: 15_000, timeout: 60_000 };
  for (let attempt = 1; attempt < ATTEMPTS; attempt++) {
    try {
      return await db.$transaction(work, limits);
    } catch (error) {
      if (!isRace(error)) throw error;
    }
  }
  return db.$transaction(work, limits).catch((error: unknown) => {
    throw isRace(error) ? conflict("Others changed the same things at the same moment. Try again.") : error;
  });
}

/** A deadlock or serialization failure, a key that somebody else inserted, or a row they removed, meanwhile. */
const RACES: readonly unknown[] = [
  "TransactionWriteConflict",
  "UniqueConstraintViolation",
  "ForeignKeyConstraintViolation",
];

/** Raw SQL fails with one code whatever the reason (P2010), so that the driver's own error decides. */
function isRace(error: unknown): boolean {
  if (!(error instanceof Prisma.PrismaClientKnownRequestError)) return false;
  const { driverAdapterError } = z.object({ driverAdapterError: Cause.optional() }).parse(error.meta ?? {});
  return error.code === "P2034" || RACES.includes(driverAdapterError?.cause.kind);
}

const Cause = z.object({ cause: z.object({ kind: z.unknown() }) });

function parse<S extends z.ZodType>(schema: S, raw: unknown): z.output<S> {
  const result = schema.safeParse(raw);
  const unstorable = result.success ? findUnstorable(result.data) : null;
  if (unstorable) throw invalid(unstorable.detail, [unstorable]);
  if (result.success) return result.data;
  const fields = result.error.issues.map((issue) => ({
    pointer: `#${issue.path.map((part) => `/${String(part)}`).join("")}`,
    detail: issue.message,
  }));
  throw new DomainError("invalid", "The input does not match its schema.", fields);
}
