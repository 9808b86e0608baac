import { fileURLToPath } from "node:url";

import { defineConfig } from "vitest/config";

const root = fileURLToPath(new URL("./", import.meta.url)).replace(/\/$/, "");

const shared = {
  resolve: { alias: { "@": root, "server-only": `${root}/node_modules/server-only/empty.js` } },
};

export default defineConfig({
  test: {
    projects: [
      {
        ...shared,
        test: {
          name: "unit",
          include: ["{app,components,lib,prisma}/**/*.test.{ts,tsx}"],
          exclude: ["**/*.db.test.ts"],
          setupFiles: ["lib/testing/fail-on-console.ts"],
        },
      },
      {
        ...shared,
        test: {
          name: "db",
          // Tests cut connections and let jobs fail: what the worker says of that is no news.
          env: { TRELLIS_LOG_LEVEL: "silent" },
          include: ["{lib,prisma}/**/*.db.test.ts"],
          globalSetup: ["lib/testing/template-database.ts"],
          setupFiles: ["lib/testing/fail-on-console.ts"],
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
