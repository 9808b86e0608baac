import { expect, test } from "vitest";

import { openClosings } from "./closings";

function closingInto(closed: string[]) {
  return (name: string) => () => {
    closed.push(name);
    return Promise.resolve();
  };
}

test("closes what was opened last first, each once", async () => {
  const closed: string[] = [];
  const closings = openClosings();
  for (const name of ["database", "portal"]) await closings.add(closingInto(closed)(name));

  await Promise.all([closings.closeAll(), closings.closeAll()]);

  expect(closed).toEqual(["portal", "database"]);
});

test("closes at once what is opened after the closing has begun", async () => {
  const closed: string[] = [];
  const closings = openClosings();
  await closings.closeAll();

  await closings.add(closingInto(closed)("late"));

  expect(closed).toEqual(["late"]);
});
