import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { splitterFor } from "./splitter";

/** Splits a text that arrives in parts of the given length. */
function split(
  text: string,
  mediaType: string | null = "application/json",
  length = text.length || 1,
): string[] {
  const { push, end } = splitterFor(mediaType);
  const pieces: string[] = [];
  for (let at = 0; at < text.length; at += length) pieces.push(...push(text.slice(at, at + length)));
  return [...pieces, ...end()];
}

describe("splitting what came together", () => {
  it("gives back every element of every JSON array, however it is cut on the way", () => {
    fc.assert(
      fc.property(
        fc.array(fc.jsonValue(), { maxLength: 6 }),
        fc.constantFrom(undefined, 1, 2),
        fc.integer({ min: 1, max: 40 }),
        (values, indent, length) => {
          const pieces = split(` ${JSON.stringify(values, null, indent)}\n`, "application/json", length);
          expect(pieces.map((piece): unknown => JSON.parse(piece))).toEqual(
            JSON.parse(JSON.stringify(values)),
          );
        },
      ),
    );
  });

  it("keeps the text of an element exactly", () => {
    expect(split('[ {"a": 1.0,  "b":"]"} ,{}]')).toEqual(['{"a": 1.0,  "b":"]"}', "{}"]);
  });

  it.each([
    ["does not end", '[{"id":1}'],
    ["does not end in a string", '[{"id":"1]'],
    ["misses an element", '[{"id":1},]'],
    ["misses the first element", "[,1]"],
    ["is followed by something", '[{"id":1}] {}'],
    ["is followed by a text", '[{"id":1}] "x"'],
    ["has a wrong bracket", '[{"id":1}}'],
  ])("refuses an array that %s", (_what, text) => {
    expect(() => split(text)).toThrow(/not well-formed/);
    expect(() => split(text, null, 1)).toThrow(/not well-formed/);
  });

  it("takes each line for a document, said or unsaid", () => {
    const text = '{"id":1}\r\n\n  {"id":2}\n{"id":3}';
    for (const length of [1, 5, 100]) {
      expect(split(text, "application/x-ndjson", length)).toEqual(['{"id":1}', '{"id":2}', '{"id":3}']);
      expect(split(text, "application/json", length)).toHaveLength(3);
      expect(split(text, null, length)).toHaveLength(3);
    }
  });

  it("takes a JSON object over several lines for one document, and keeps its end", () => {
    const text = '{\n  "id": 1\n}\n';
    expect(split(text, "application/json", 3)).toEqual([text]);
    expect(split('{"id":1}')).toEqual(['{"id":1}']);
  });

  it("takes text that is no JSON for YAML documents where nobody said what it is", () => {
    const text = "id: a\n---\nid: b\n";
    for (const mediaType of [null, "text/plain", "application/yaml"]) {
      expect(split(text, mediaType, 4)).toEqual(["id: a\n", "id: b\n"]);
    }
    expect(split("[a, b]\n", "application/yaml")).toEqual(["[a, b]\n"]);
  });

  it("finds nothing in nothing", () => {
    expect(split("", null)).toEqual([]);
    expect(split(" \n ", "application/json")).toEqual([]);
    expect(split("[]")).toEqual([]);
  });

  it("does not wait for the end of a document that is too large", () => {
    const large = "x".repeat(3_000_000);
    for (const start of ['[{"id":"', '{"id":1}\n{"id":"']) {
      expect(() => split(start + large, "application/json", 100_000)).toThrow(/larger than 2 MB/);
    }
  });
});
