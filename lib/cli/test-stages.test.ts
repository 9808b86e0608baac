import { expect, test } from "vitest";

import { chooseStages, STAGES } from "./test-stages";

const namesOf = (...given: string[]) => chooseStages(given).map(({ name }) => name);

test("without a name every stage runs", () => {
  expect(chooseStages([])).toBe(STAGES);
});

test("named stages run in the order of the suite", () => {
  expect(namesOf("db", "unit")).toEqual(["unit", "db"]);
  expect(namesOf("static")).toEqual(["format", "types", "lint", "layers", "unused"]);
});

test("the browser tests bring the build that they drive", () => {
  expect(namesOf("e2e")).toEqual(["build", "e2e"]);
});

test("a stage that does not exist is named together with those that do", () => {
  expect(() => namesOf("unit", "integration")).toThrow(/integration\. Stages: format, .*e2e/);
});
