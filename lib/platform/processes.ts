import { type ChildProcess, execFile, spawn } from "node:child_process";
import { readFile } from "node:fs/promises";
import { Socket } from "node:net";
import { promisify } from "node:util";

const POLL_MS = 50;

/**
 * Sends `signal` to a process (a negative number: to a process group) as soon as this process is gone, however
 * it ended. Returns the release, to be called when the process has ended by itself: its number may be given anew.
 */
export function endWithThisProcess(pid: number, signal: "INT" | "TERM" | "KILL"): () => void {
  // The shell's input is a pipe that only this process holds: it ends when this process does, even on kill -9.
  const watcher = spawn("/bin/sh", ["-c", `read -r _; kill -${signal} ${pid}`], {
    stdio: ["pipe", "ignore", "ignore"],
    detached: true,
    cwd: "/",
  });
  watcher.on("error", () => undefined);
  watcher.stdin.on("error", () => undefined);
  // Neither the watcher nor its pipe is a reason for this process to go on.
  watcher.unref();
  if (watcher.stdin instanceof Socket) watcher.stdin.unref();
  return () => void watcher.kill("SIGKILL");
}

/** Resolves when a child has ended, with its exit code or the signal that ended it. */
export function ended(child: ChildProcess): Promise<number | NodeJS.Signals> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null)
      resolve(child.exitCode ?? child.signalCode ?? 0);
    child.once("error", () => {
      resolve(127);
    });
    child.once("exit", (code, signal) => {
      resolve(code ?? signal ?? 0);
    });
  });
}

/** What a process was started as; null when there is none, and for one that is dead but not yet buried. */
export async function commandLineOf(pid: number): Promise<string | null> {
  try {
    const line = await readFile(`/proc/${pid}/cmdline`, "utf8");
    return line.replaceAll("\0", " ").trim() || null;
  } catch {
    return process.platform === "linux" ? null : askPs(pid);
  }
}

async function askPs(pid: number): Promise<string | null> {
  try {
    const { stdout } = await promisify(execFile)("ps", ["-o", "command=", "-p", String(pid)]);
    return stdout.trim() || null;
  } catch {
    return null;
  }
}

/** Sends the signals in turn, each with its patience in milliseconds, until `isGone` says yes. */
export async function endProcess(
  pid: number,
  isGone: () => Promise<boolean> | boolean,
  steps: readonly (readonly [NodeJS.Signals, number])[],
): Promise<void> {
  for (const [signal, patienceMs] of steps) {
    if (await isGone()) return;
    trySignal(pid, signal);
    for (let waitedMs = 0; waitedMs < patienceMs; waitedMs += POLL_MS) {
      if (await isGone()) return;
      await pause(POLL_MS);
    }
  }
}

/** False when there is no such process any more. */
function trySignal(pid: number, signal: NodeJS.Signals): boolean {
  try {
    return process.kill(pid, signal);
  } catch {
    return false;
  }
}

export const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
