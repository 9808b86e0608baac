import { parseArgs } from "node:util";

import pg from "pg";

import { type Head, headOf, toText } from "@/lib/platform/audit-chain";
import { type Verdict, verifyAudit } from "@/lib/platform/audit-verify";

import { type Closings, untilStopped } from "./closings";
import { openDatabase } from "./house";
import { findDatabase, takeHouse } from "./owner";
import { report } from "./progress";
import { readSettings, variables } from "./settings";

/** As `diff` has it: the same, different, could not be compared. */
const EXIT = { whole: 0, wrong: 1, unknown: 2 } as const;

/** `npm run audit:verify [-- --expect seq:hash]`: whether the record is what was written, also while the portal runs. */
export const main = (args: readonly string[]): Promise<void> =>
  untilStopped(async (closings) => {
    // Until it is known: whatever fails on the way says nothing of the record.
    process.exitCode = EXIT.unknown;
    try {
      const expected = readExpected(args);
      const verdict = await verify(await urlOf(closings), expected);
      for (const line of toLines(verdict)) report(line);
      process.exitCode = verdict.fault ? EXIT.wrong : EXIT.whole;
    } catch (error) {
      report(`The record could not be checked. ${error instanceof Error ? error.message : String(error)}`);
    }
  });

const USAGE = "Usage: npm run audit:verify [-- --expect <number>:<64 hex digits>]";

function readExpected(args: readonly string[]): Head | null {
  const { expect } = parseArgs({ args: [...args], options: { expect: { type: "string" } } }).values;
  const head = expect === undefined ? null : headOf(expect);
  if (expect !== undefined && head === null) throw new Error(`"${expect}" is no head.\n${USAGE}`);
  return head;
}

/** The given server, the one of a running portal, or the embedded one, started for this. */
async function urlOf(closings: Closings): Promise<string> {
  const running = await findDatabase(readSettings(variables()));
  return running ?? openDatabase(await takeHouse(closings, () => undefined));
}

async function verify(connectionString: string, expected: Head | null): Promise<Verdict> {
  const client = new pg.Client({ connectionString });
  // Without a listener a lost connection would end the process; the query that runs fails by itself.
  client.on("error", () => undefined);
  await client.connect();
  try {
    return await verifyAudit(client, expected);
  } finally {
    await client.end();
  }
}

function toLines({ entries, head, fault }: Verdict): string[] {
  const verdict = fault ? `The record is not what was written. ${fault.because}` : "The record is whole.";
  return [verdict, `Entries: ${entries}`, `Head: ${head ? toText(head) : "none"}`];
}
