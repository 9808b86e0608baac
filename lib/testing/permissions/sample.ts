import type { Persona } from "./personas";
import type { World } from "./world";

/** What an operation is tried on, by each persona. */
export type Sample = {
  /** In a few words, for people. */
  about: string;
  input: (world: World, who: Persona) => unknown;
  /** Of what answers to everybody: whether the answer shows the thing. */
  shows?: (value: unknown, world: World) => boolean;
  /** Of what takes many things at once: why the thing in question was refused, or null. */
  refusal?: (value: unknown) => string | null;
};

/** A request as one persona sends it, besides what proves who it is. */
export type Sent = { path: string; body?: string; headers?: Record<string, string> };

/** What a route is tried on, by each persona. */
export type RouteSample = {
  about: string;
  request: (world: World, who: Persona) => Sent;
  /** Of what answers to everybody: whether the body shows the thing. */
  shows?: (body: string, world: World) => boolean;
  /** Statuses besides 403 that say no, where a route has nothing to offer to some. */
  refusals?: readonly number[];
};
