import { expect, test } from "vitest";

import { createMesh } from "./mesh";
import { createProbes, nameWordsOf, PROBE_KINDS } from "./probes";

const mesh = createMesh(200);

test.each(PROBE_KINDS)("asks by %s for one to three words, and means a product of the mesh", (kind) => {
  const probes = createProbes(mesh, kind, 100);
  expect(probes).toHaveLength(100);
  for (const { text, words, means } of probes) {
    expect(words.length).toBeLessThanOrEqual(3);
    expect(text).toBe(words.join(" "));
    expect(mesh.products.some((product) => means(nameWordsOf(product)))).toBe(true);
  }
});

test.each(["transposition", "omission", "substitution"] as const)("spoils one word by %s", (kind) => {
  const known = new Set(mesh.products.flatMap(nameWordsOf));
  for (const { words } of createProbes(mesh, kind, 100))
    expect(words.filter((word) => !known.has(word)).length).toBeLessThanOrEqual(1);
});

test("asks the same of every mesh of the same seed", () => {
  const texts = () => createProbes(createMesh(200), "omission", 20).map(({ text }) => text);
  expect(texts()).toEqual(texts());
});
