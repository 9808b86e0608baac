import "server-only";

import { headers } from "next/headers";
import { forbidden, notFound, redirect } from "next/navigation";
import { cache } from "react";
import type { z } from "zod";

import { resolveActor } from "@/lib/identity";
import type { Actor } from "@/lib/platform/actor";
import { DomainError } from "@/lib/platform/errors";
import type { Operation } from "@/lib/platform/operation";

import { runtime } from "./runtime";

const currentActor = cache(async (): Promise<Actor | null> => {
  try {
    return await resolveActor(runtime(), await headers());
  } catch (error) {
    if (error instanceof DomainError && error.code === "unauthenticated") return null;
    throw error;
  }
});

/** The person who asks for this page; without one, the way goes to sign-in and back. */
async function requireActor(): Promise<Actor> {
  const actor = await currentActor();
  if (actor) return actor;
  const path = (await headers()).get("x-trellis-path") ?? "/";
  redirect(`/sign-in?callbackUrl=${encodeURIComponent(path)}`);
}

export const findActor = currentActor;

/** The time of this request: one for all parts of its page. */
export const requestTime = cache((): Date => runtime().now());

/** Runs an operation for a server component. What may not be seen is Next's not-found page; what may not be done, its forbidden page. */
export async function page<In extends z.ZodType, Out extends z.ZodType>(
  operation: Operation<In, Out>,
  input: z.input<In>,
): Promise<z.output<Out>> {
  const actor = await requireActor();
  try {
    return await operation.execute(runtime(), actor, input);
  } catch (error) {
    // A page's input is its address: one that makes no sense leads nowhere.
    if (error instanceof DomainError && ["not_found", "invalid"].includes(error.code)) notFound();
    if (error instanceof DomainError && error.code === "forbidden") forbidden();
    throw error;
  }
}

/** Like `page`, for what may as well not be there: null instead of the not-found page. */
export async function pageIfFound<In extends z.ZodType, Out extends z.ZodType>(
  operation: Operation<In, Out>,
  input: z.input<In>,
): Promise<z.output<Out> | null> {
  const actor = await requireActor();
  try {
    return await operation.execute(runtime(), actor, input);
  } catch (error) {
    if (error instanceof DomainError && error.code === "not_found") return null;
    throw error;
  }
}
