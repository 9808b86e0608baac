import { spawn } from "node:child_process";
import { once } from "node:events";

import { expect, test } from "vitest";

import { commandLineOf, ended, endProcess, endWithThisProcess } from "./processes";

/** A parent that starts a child in its own group, guards it, says its number and waits. */
const PARENT = `
  import { spawn } from "node:child_process";
  import { endWithThisProcess } from "./lib/platform/processes.ts";
  const child = spawn("/bin/sh", ["-c", "sleep 300 & wait"], { detached: true, stdio: "ignore" });
  endWithThisProcess(-child.pid, "TERM");
  process.stdout.write(String(child.pid));
  setInterval(() => undefined, 1000);
`;

test("what is guarded ends when its guardian is killed without a chance to say so", async () => {
  const parent = spawn(process.execPath, ["--import", "tsx", "--input-type=module", "-e", PARENT]);
  const [said] = (await once(parent.stdout, "data")).map(String);
  const pid = Number(said);
  expect(await commandLineOf(pid)).toContain("sleep 300");

  parent.kill("SIGKILL");

  await expect.poll(() => commandLineOf(pid), { timeout: 10_000 }).toBeNull();
}, 20_000);

test("a guard that was released leaves the process alone", async () => {
  const child = spawn("sleep", ["300"]);
  endWithThisProcess(child.pid ?? 0, "KILL")();

  child.kill("SIGTERM");

  expect(await ended(child)).toBe("SIGTERM");
});

test("a process that does not listen to the first signal hears the next", async () => {
  const child = spawn("/bin/sh", ["-c", "trap '' TERM; echo deaf; while :; do sleep 0.1; done"]);
  await once(child.stdout, "data");

  await endProcess(child.pid ?? 0, () => child.signalCode !== null, [
    ["SIGTERM", 100],
    ["SIGKILL", 5_000],
  ]);

  expect(child.signalCode).toBe("SIGKILL");
});

test("a program that does not exist has ended", async () => {
  expect(await ended(spawn("no-such-program"))).toBe(127);
});
