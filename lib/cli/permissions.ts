import { startChild } from "./children";
import { report } from "./progress";
import { variables } from "./settings";

const TEST = "lib/transport/permissions/permissions.db.test.ts";

/** `npm run permissions`: writes the matrix of permissions as the portal keeps to it now. */
export async function main(): Promise<void> {
  const child = await startChild({
    args: ["node_modules/vitest/vitest.mjs", "run", "--project", "db", TEST],
    env: { ...variables(), TRELLIS_WRITE_PERMISSIONS: "1" },
  });
  const code = await child.ended;
  report(code === 0 ? "The matrix is written. Read what has changed: git diff." : "The matrix is not whole.");
  process.exitCode = code === 0 ? 0 : 1;
}
