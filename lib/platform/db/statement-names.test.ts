import { expect, it } from "vitest";

import { createStatementNames } from "./statement-names";

it("names a statement when it comes again, always by the same name", () => {
  const nameOf = createStatementNames();
  const names = ["select 1", "select 1", "select 1", "select 2", "select 2"].map((sql) => nameOf({ sql }));
  expect(names).toEqual(["", "trellis_1", "trellis_1", "", "trellis_2"]);
});

it("names so many and no more, so that lists of every length do not fill the memory of the server", () => {
  const nameOf = createStatementNames();
  const named = new Set<string>();
  for (let length = 0; length < 5000; length++) {
    const sql = `select ${length}`;
    nameOf({ sql });
    named.add(nameOf({ sql }));
  }
  expect(named.size).toBe(301);
  expect(nameOf({ sql: "select 0" })).toBe("trellis_1");
});

it("forgets what never came again before it names something else", () => {
  const nameOf = createStatementNames();
  for (let once = 0; once < 5000; once++) nameOf({ sql: `select ${once}` });
  nameOf({ sql: "select 'often'" });
  expect(nameOf({ sql: "select 'often'" })).not.toBe("");
});
