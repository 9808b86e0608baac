import { expect, test } from "vitest";

import { inTreeOrder } from "./tree-order";

const node = (id: string, parentId: string | null) => ({ id, name: id, parentId });

test("puts every team right below its parent, siblings by name", () => {
  const ordered = inTreeOrder([
    node("b", null),
    node("b2", "b"),
    node("a", null),
    node("b1", "b"),
    node("b1x", "b1"),
  ]);
  expect(ordered.map(({ id, depth }) => `${depth}${id}`)).toEqual(["0a", "0b", "1b1", "2b1x", "1b2"]);
});

test("shows a team whose parent is not in the list at the root", () => {
  expect(inTreeOrder([node("orphan", "gone")])).toMatchObject([{ id: "orphan", depth: 0 }]);
});
