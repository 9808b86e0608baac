import path from "node:path";

import { expect, test } from "vitest";

import { readSettings } from "./settings";

test("nothing set means port 3000 and the embedded database in .trellis", () => {
  expect(readSettings({})).toEqual({
    port: 3000,
    host: null,
    dataDir: path.resolve(".trellis"),
    databaseUrl: null,
    publicUrl: null,
  });
});

test("an empty variable counts as not set", () => {
  expect(readSettings({ PORT: "", DATABASE_URL: "" }).port).toBe(3000);
});

test("every wrong value names itself, all in one message", () => {
  const wrong = { PORT: "eighty", DATABASE_URL: "mysql://db", NEXTAUTH_URL: "portal" };

  expect(() => readSettings(wrong)).toThrow(
    /PORT: [^]*DATABASE_URL: must be a postgresql[^]*NEXTAUTH_URL: must be/,
  );
});
