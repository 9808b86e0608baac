import fc from "fast-check";
import { expect, it } from "vitest";

import { parseJson } from "./document-json";
import { findSpan } from "./document-json-span";
import { below } from "./document-place";

const written = (text: string, pointer: string): string => {
  const { from, to } = findSpan(text, pointer);
  return text.slice(from, to);
};

it("finds a value by its pointer, and its key before it", () => {
  const text = '{ "a/b": [1, {"~": "x"}, [] ], "c": true }';
  expect(written(text, "#/a~1b/0")).toBe("1");
  expect(written(text, "#/a~1b/1/~0")).toBe('"x"');
  expect(written(text, "#/a~1b/2")).toBe("[]");
  expect(written(text, "#/c")).toBe("true");
  expect(text.slice(findSpan(text, "#/c").offset)).toBe('"c": true }');
});

it.each([
  ["#/a/7", "[1]"],
  ["#/a/x", "[1]"],
  ["#/a/0/b", "1"],
  ["#/b", '{"a":[1]}'],
  ["#", '{"a":[1]}'],
])("finds what is around %s when that is not there", (pointer, expected) => {
  expect(written('{"a":[1]}', pointer)).toBe(expected);
});

it("takes the last of two members, as parsers do, however their keys are written", () => {
  expect(written(String.raw`{"a": 1, "\u0061": 2}`, "#/a")).toBe("2");
});

it("is not misled by quotes and brackets in texts", () => {
  const text = JSON.stringify({ a: '"]}\\', 'b"': ["{\\", "["], c: { d: "\\\\" } }, null, 2);
  expect(written(text, "#/c/d")).toBe(String.raw`"\\\\"`);
  expect(written(text, '#/b"/1')).toBe('"["');
});

it("finds the same as a scan of everything", () => {
  const json = fc.json({ maxDepth: 4 });
  fc.assert(
    fc.property(json, fc.integer({ min: 0, max: 2 }), (compact, spaces) => {
      const text = JSON.stringify(JSON.parse(compact), null, spaces);
      const parsed = attempt(() => parseJson(text));
      if (!parsed) return;
      for (const pointer of pointersOf(parsed.value)) {
        const { from, to } = findSpan(text, pointer);
        // The first answers of `written` come from the same search; later ones from the scan.
        for (let times = 0; times < 5; times++) parsed.written(pointer);
        expect(text.slice(from, to)).toBe(parsed.written(pointer));
      }
    }),
  );
});

function attempt<T>(action: () => T): T | null {
  try {
    return action();
  } catch {
    return null;
  }
}

function pointersOf(value: unknown, pointer = "#"): string[] {
  if (typeof value !== "object" || value === null) return [pointer];
  return [
    pointer,
    ...Object.entries(value).flatMap(([key, inner]) => pointersOf(inner, below(pointer, key))),
  ];
}
