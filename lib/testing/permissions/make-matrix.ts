import type { Operation } from "@/lib/platform/operation";
import type { MatrixRow, Outcome } from "@/lib/transport/permissions/matrix";
import type { PersonaId } from "@/lib/transport/permissions/personas";
import type { Handler } from "@/lib/transport/route";

import type { Persona } from "./personas";
import { samples } from "./samples";
import { routeSamples } from "./samples/routes";
import { tryOperation, tryRoute } from "./walk";
import type { World } from "./world";

/** Lets everybody try every operation and every route; without a sample or a decision, none has a row. */
export async function makeMatrix(
  world: World,
  { operations, routes }: { operations: readonly Operation[]; routes: ReadonlyMap<string, Handler> },
): Promise<{ rows: MatrixRow[]; faults: string[] }> {
  const faults: string[] = [];
  const rows: MatrixRow[] = [];
  const add = async (row: Trial) => {
    const outcomes = await tryAll(world, row, faults);
    rows.push({ name: row.name, about: row.about, outcomes });
  };
  for (const operation of operations) {
    const { name } = operation;
    const sample = samples[name];
    if (sample)
      await add({
        name,
        about: sample.about,
        attempt: (who) => tryOperation(operation, sample, { world, who }),
      });
  }
  for (const [route, handler] of routes) {
    const sample = routeSamples[route];
    if (sample)
      await add({
        ...{ name: route, about: sample.about },
        attempt: (who) => tryRoute(handler, sample, { world, who, route }),
      });
  }
  return { rows, faults };
}

type Trial = { name: string; about: string; attempt: (who: Persona) => Promise<Outcome> };

async function tryAll(
  { personas }: World,
  { name, attempt }: Trial,
  faults: string[],
): Promise<Map<PersonaId, Outcome>> {
  const outcomes = new Map<PersonaId, Outcome>();
  for (const who of personas) {
    if (!isOffered(name, who)) continue;
    try {
      outcomes.set(who.id, await attempt(who));
    } catch (error) {
      faults.push(`${name} by ${who.id}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  return outcomes;
}

const OF_WEBHOOKS: readonly string[] = ["events.receiveMessage", "POST /api/webhooks/[source]"];

/** Webhooks come in through their own door; jobs send no requests. */
function isOffered(name: string, { id }: Persona): boolean {
  if (id === "webhook") return OF_WEBHOOKS.includes(name);
  return id !== "job" || !name.includes(" ");
}
