import "server-only";

import { revalidatePath } from "next/cache";
import { headers } from "next/headers";
import type { z } from "zod";

import { resolveActor } from "@/lib/identity";
import type { Operation } from "@/lib/platform/operation";
import { toProblem } from "@/lib/platform/problem";
import type { Action } from "@/lib/platform/wire";

import { reportBug, requestIdOf } from "./respond";
import { runtime } from "./runtime";

type Options = {
  refresh: string;
  /** Makes the operation's input of a form whose fields are not simply it. */
  input?: (form: FormData) => Record<string, unknown>;
};

/** Turns a command into a server action for `useActionState`. Fields of the form are the input. */
export function action<In extends z.ZodType, Out extends z.ZodType>(
  operation: Operation<In, Out>,
  { refresh, input = fieldsOf }: Options,
): Action<z.output<Out>> {
  return async function submit(_previous, form) {
    const all = await headers();
    const requestId = requestIdOf(all);
    try {
      const actor = await resolveActor(runtime(), all);
      const value = await operation.execute(runtime(), actor, input(form));
      revalidatePath(refresh);
      return { ok: true, value };
    } catch (error) {
      reportBug(error, requestId, operation.name);
      return { ok: false, problem: toProblem(error, requestId) };
    }
  };
}

/** React's own fields begin with `$`; they are not input. */
const fieldsOf = (form: FormData): Record<string, unknown> =>
  Object.fromEntries([...form].filter(([name]) => !name.startsWith("$")));
