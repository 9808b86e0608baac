import "server-only";

import type { Job } from "@/lib/platform/jobs";
import type { Operation } from "@/lib/platform/operation";
import type { Reaction } from "@/lib/platform/reactions";

/** Every operation of the portal: what REST documents, MCP offers and the invariant tests visit. */
export const operations: readonly Operation[] = [];

/** Every kind of background work. */
export const jobs: readonly Job[] = [];

/** What later domains do about the events of earlier ones. */
export const reactions: readonly Reaction[] = [];
