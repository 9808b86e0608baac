import "server-only";

import { z } from "zod";

import { actorOfPerson } from "@/lib/identity";
import { type Actor, jobActor } from "@/lib/platform/actor";
import { DomainError } from "@/lib/platform/errors";
import { type Operation, query, type Runtime } from "@/lib/platform/operation";

import { readMatrix } from "./matrix";
import { PERSONAS } from "./personas";
import { canReadPermissions } from "./policy";
import { type Question, QUESTIONS, THINGS } from "./questions";

const PersonaId = z.enum(PERSONAS.map(({ id }) => id));

const Cell = z.object({
  persona: PersonaId,
  kind: z.enum(["yes", "no", "hidden", "unknown"]),
  because: z.string().nullable(),
});

const Row = z.object({ name: z.string(), about: z.string(), cells: z.array(Cell) });
export type PermissionRow = z.infer<typeof Row>;

export const listPermissions = query({
  name: "permissions.listPermissions",
  summary: "List who may do what with every operation and every route of the API.",
  input: z.object({}),
  output: z.array(Row),
  load: () => null,
  allow: canReadPermissions,
  run: () =>
    readMatrix().map(({ name, about, outcomes }) => ({
      ...{ name, about },
      cells: [...outcomes].map(([persona, outcome]) => ({
        ...{ persona, kind: outcome.kind },
        because: outcome.kind === "no" ? outcome.because : null,
      })),
    })),
});

/** unanswerable: the question is about somebody or something that there is not. */
const Explanation = z.object({
  person: z.object({ id: z.string(), name: z.string(), email: z.string().nullable() }).nullable(),
  kind: z.enum(["yes", "no", "hidden", "unknown", "unanswerable"]),
  because: z.string().nullable(),
});
type Explanation = z.infer<typeof Explanation>;

/** Answers "why not me?" by the policies themselves, over the operations that are given. */
export const explainerOf = (operations: () => readonly Operation[]) =>
  query({
    name: "permissions.explain",
    summary: "Say whether a person may do something, and why not, without doing it.",
    input: z.object({
      /** Id or e-mail address. */
      person: z.string().trim().min(1).max(320),
      operation: z.enum(QUESTIONS.map(({ name }) => name)),
      thing: z.string().trim().max(400).default(""),
    }),
    output: Explanation,
    load: () => null,
    allow: canReadPermissions,
    async run({ runtime }, { person: key, operation: name, thing }) {
      const question = theOne(QUESTIONS.find((one) => one.name === name));
      const operation = theOne(operations().find((one) => one.name === name));
      const found = await actorOfPerson(runtime, key);
      if (!found)
        return { person: null, ...unanswerable(`Nobody has an account with the id or address ${key}.`) };
      const { actor, isDeactivated } = found;
      const person = { id: actor.id, name: actor.name, email: actor.email };
      if (isDeactivated) return { person, ...DEACTIVATED };
      return { person, ...(await ask(runtime, actor, { operation, question, thing })) };
    },
  });

type Answer = Pick<Explanation, "kind" | "because">;

const unanswerable = (because: string): Answer => ({ kind: "unanswerable", because });

const DEACTIVATED: Answer = {
  kind: "unknown",
  because: "The account is deactivated: nobody can sign in with it.",
};

const HIDDEN: Answer = {
  kind: "hidden",
  because: "It does not exist for them: who may not see a thing is not told of it.",
};

type Asked = { operation: Operation; question: Question; thing: string };

/** What is hidden from the person must exist for the portal, or the question was a wrong one. */
async function ask(runtime: Runtime, actor: Actor, asked: Asked): Promise<Answer> {
  const { question, thing } = asked;
  if (question.thing !== null && thing === "")
    return unanswerable(`Name the ${THINGS[question.thing]} that it is about.`);
  const answer = await answerFor(runtime, actor, asked);
  if (answer.kind !== "hidden" || question.thing === null) return answer;
  const own = await answerFor(runtime, jobActor("permissions.explain"), asked);
  return own.kind === "hidden" ? unanswerable(`There is no ${THINGS[question.thing]} ${thing}.`) : answer;
}

async function answerFor(
  runtime: Runtime,
  actor: Actor,
  { operation, question, thing }: Asked,
): Promise<Answer> {
  try {
    const decision = await operation.decide(runtime, actor, question.input(thing));
    return decision.allowed ? { kind: "yes", because: null } : { kind: "no", because: decision.because };
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return error.code === "not_found" ? HIDDEN : unanswerable(error.message);
  }
}

function theOne<T>(value: T | undefined): T {
  if (value === undefined) throw new Error("Every question names an operation.");
  return value;
}
