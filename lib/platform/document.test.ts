import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { readDocument, readDocumentText } from "./document";
import { DOCUMENT_LIMIT } from "./document-limits";
import { splitYaml } from "./document-split";
import { DomainError } from "./errors";

const bytes = (text: string) => new TextEncoder().encode(text);
const read = (text: string, mediaType: string | null = null) => readDocument(bytes(text), mediaType);

function refusal(action: () => unknown): DomainError {
  try {
    action();
  } catch (error) {
    if (error instanceof DomainError) return error;
    throw error;
  }
  throw new Error("It was accepted.");
}

const refused = (text: string, mediaType: string | null = null) => refusal(() => read(text, mediaType));

describe("reading one document", () => {
  it("drops a byte order mark, of bytes as of a text", () => {
    const marked = Uint8Array.of(0xef, 0xbb, 0xbf, ...bytes('{"id": "a"}'));
    expect(readDocument(marked, "application/json").value).toEqual({ id: "a" });
    expect(readDocumentText('\uFEFF{"id": "a"}', "application/json").value).toEqual({ id: "a" });
  });

  it("measures a text by its bytes", () => {
    const full = `{"a": "${"é".repeat(DOCUMENT_LIMIT / 2 - 5)}x"}`;
    expect(readDocumentText(full, "application/json").mediaType).toBe("application/json");
    expect(refusal(() => readDocumentText(`${full} `, "application/json")).status).toBe(413);
  });

  it.each([
    ["application/json", '{"a": 1}', "application/json"],
    ["application/json; charset=utf-8", '{"a": 1}', "application/json"],
    ["application/vnd.example.odcs+json", '{"a": 1}', "application/json"],
    ["application/yaml", "a: 1", "application/yaml"],
    ["text/yaml", "a: 1", "application/yaml"],
    ["application/x-yaml", '{"a": 1}', "application/yaml"],
    ["text/plain", "a: 1", "application/yaml"],
    ["text/plain", '{"a": 1}', "application/json"],
    [null, "{a: 1}", "application/yaml"],
    ["", '\n {"a": 1}', "application/json"],
  ])("takes %s with %j as %s", (mediaType, text, expected) => {
    const document = read(text, mediaType);
    expect(document.mediaType).toBe(expected);
    expect(document.value).toEqual({ a: 1 });
  });

  it.each([
    "text/html",
    "application/x-www-form-urlencoded",
    "application/json; charset=utf-16",
    "image/png",
  ])("refuses the media type %s with 415", (mediaType) => {
    expect(refused("a: 1", mediaType).status).toBe(415);
  });

  it("refuses more than 2 MB with 413, and takes exactly 2 MB", () => {
    const full = `{"a": "${"x".repeat(DOCUMENT_LIMIT - 9)}"}`;
    expect(read(full, "application/json").value).toEqual({ a: "x".repeat(DOCUMENT_LIMIT - 9) });
    expect(refused(`${full} `, "application/json").status).toBe(413);
  });

  it.each([
    ["bytes that are not UTF-8", Uint8Array.of(0x61, 0x3a, 0x20, 0xff)],
    ["UTF-16", Uint8Array.of(0xff, 0xfe, 0x61, 0x00)],
    ["an over-long encoding", Uint8Array.of(0xc0, 0xaf)],
    ["half of a surrogate pair", Uint8Array.of(0xed, 0xa0, 0x80)],
    ["nothing", new Uint8Array()],
    ["only a comment", bytes("# nothing\n")],
  ])("refuses %s with 400", (_name, given) => {
    expect(refusal(() => readDocument(given, null)).status).toBe(400);
  });

  it("keeps dates, octal-looking numbers and yes and no as people wrote them", () => {
    expect(read("day: 2026-11-23\nno: yes\ntime: 12:30\nport: 5432").value).toEqual({
      day: "2026-11-23",
      no: "yes",
      time: "12:30",
      port: 5432,
    });
  });

  it("ignores a directive that asks for another YAML", () => {
    expect(read("%YAML 1.1\n---\na: yes\nb: 2026-11-23\n").value).toEqual({ a: "yes", b: "2026-11-23" });
  });
});

describe("places", () => {
  it.each([
    ["#/servers/1/host", 4, 5],
    ["#/servers/0", 2, 5],
    ["#/servers/1/missing/deeper", 3, 5],
    ["#", 1, 1],
  ])("finds %s in YAML", (pointer, line, column) => {
    const document = read("servers:\n  - a: 1\n  - b: 2\n    host: x\n");
    expect(document.locate(pointer)).toEqual({ line, column });
  });

  it("finds what is in JSON, through escaped keys", () => {
    const document = read('{\n  "a/b": [1,\n    {"c~d": true}]\n}');
    expect(document.locate("#/a~1b/1/c~0d")).toEqual({ line: 3, column: 6 });
    expect(document.locate("#/a~1b/0")).toEqual({ line: 2, column: 11 });
  });

  it("tells how a scalar was written", () => {
    expect(read("version: 1.0").written("#/version")).toBe("1.0");
    expect(read('{"version": 1.0}').written("#/version")).toBe("1.0");
  });
});

describe("what is readable but not allowed", () => {
  it.each([
    ["a duplicate key in YAML", "a:\n  b: 1\n  c: 2\n  b: 3\n", "#/a/b", 4, 3],
    ["a duplicate key in JSON", '{"a": {"b": 1,\n "b": 2}}', "#/a/b", 2, 2],
    ["a duplicate key that is escaped", '{"ab": 1, "\\u0061b": 2}', "#/ab", 1, 11],
    ["a number and a text as the same key", '1: a\n"1": b\n', "#/1", 2, 1],
    ["__proto__ in JSON", '{"a": [{"__proto__": {}}]}', "#/a/0/__proto__", 1, 9],
    ["__proto__ in YAML", "a:\n  __proto__: 1\n", "#/a/__proto__", 2, 3],
    ["constructor", "constructor: 1\n", "#/constructor", 1, 1],
    ["prototype", '{"prototype": 1}', "#/prototype", 1, 2],
    ["a tag that makes code", "a: !!js/function 'x'\n", "#/a", 1, 18],
    ["a tag of one's own", "a: !mine x\n", "#/a", 1, 10],
    ["a tag that makes bytes", "a: !!binary aGk=\n", "#/a", 1, 13],
    ["a merge key", "x: &x {a: 1}\ny:\n  <<: *x\n", "#/y/<<", 3, 3],
    ["an alias without an anchor", "a: *b\n", "#/a", 1, 4],
    ["not a number", "a: .nan\n", "#/a", 1, 4],
    ["infinity in YAML", "a: -.inf\n", "#/a", 1, 4],
    ["infinity in JSON", '{"a": 1e999}', "#/a", 1, 2],
    ["NUL", '{"a": "b\\u0000"}', "#/a", 1, 2],
    ["NUL in a key", '"a\\0": 1', "#/a\0", 1, 1],
    ["half of a surrogate pair", '{"a": "\\ud800"}', "#/a", 1, 2],
    ["a list as a key", "? [a]\n: b\n", "#/?", 1, 3],
  ])("refuses %s with 422 and its place", (_name, text, pointer, line, column) => {
    const error = refused(text);
    expect(error.status).toBe(422);
    expect(error.fields[0]).toMatchObject({ pointer, line, column });
  });

  it("refuses aliases that expand without end, at once", () => {
    const bomb = Array.from({ length: 20 }, (_, at) => `a${at}: &a${at} [*a${at - 1}, *a${at - 1}]`);
    expect(refused(["a: &a-1 x", ...bomb].join("\n")).status).toBe(422);
    expect(refused(`a: &a "${"x".repeat(1e6)}"\nb: [${"*a, ".repeat(100)}]`).status).toBe(422);
    expect(refused("a: &a [*a]").status).toBe(422);
  });

  it("reads an anchor that is used a few times", () => {
    expect(read("a: &x {b: 1}\nc: *x\nd: *x\n").value).toEqual({ a: { b: 1 }, c: { b: 1 }, d: { b: 1 } });
  });

  it.each([
    ["JSON lists", "[".repeat(20_000) + "]".repeat(20_000)],
    ["JSON objects", '{"a":'.repeat(150) + "1" + "}".repeat(150)],
    ["flow lists", "[".repeat(20_000)],
    ["block lists", "- ".repeat(20_000)],
    ["block maps", Array.from({ length: 150 }, (_, at) => `${" ".repeat(at)}a:\n`).join("")],
  ])("refuses too deep %s", (_name, text) => {
    expect([400, 422]).toContain(refused(text, "application/yaml").status);
    expect([400, 422]).toContain(refused(text, "application/json").status);
  });

  it("refuses more values than any contract has", () => {
    expect(refused(`[${"1,".repeat(300_000)}1]`, "application/json").status).toBe(422);
    expect(refused("- 1\n".repeat(400_000)).status).toBe(422);
  });
});

describe("what cannot be read", () => {
  it.each([
    ['{"a": tru}', 1, 7],
    ['{"a": 1,}', 1, 9],
    ["{\n 'a': 1}", 2, 2],
    ['{"a": "\n"}', 1, 7],
    ['{"a": 01}', 1, 8],
    ['{"a": 1} x', 1, 10],
    ["[", 1, 2],
  ])("says where the JSON %j is broken", (text, line, column) => {
    const error = refused(text, "application/json");
    expect(error.status).toBe(400);
    expect(error.fields[0]).toMatchObject({ line, column });
  });

  it("asks for the right media type where YAML came as JSON", () => {
    expect(refused("a: 1", "application/json").message).toContain("application/yaml");
  });

  it("says where YAML is broken, and stops counting faults early", () => {
    expect(refused('a: 1\nb: "x" y\n').fields[0]).toMatchObject({ line: 2 });
    const error = refused(`[${",".repeat(50_000)}]`, "application/yaml");
    expect(error.status).toBe(400);
    expect(error.fields.length).toBeLessThanOrEqual(10);
  });

  it("refuses two documents where one is wanted", () => {
    expect(refused("a: 1\n---\nb: 2\n").message).toContain("more than one document");
  });

  it("reads quoted texts whose next lines are indented too little, as other parsers do", () => {
    const text = "a:\n    b: \"one\\\n    \\ two\"\n    c: 'three\n  four'\n    d: 5\n";
    const document = read(text);
    expect(document.value).toEqual({ a: { b: "one two", c: "three four", d: 5 } });
    expect(document.locate("#/a/d")).toEqual({ line: 6, column: 5 });
    expect(refused('a: "open\n---\nb: 1\n').status).toBe(400);
    expect(refused('a: "open\nb: "more"\n').status).toBe(400);
  });
});

describe("a stream of YAML documents", () => {
  it.each([
    ["a: 1\n---\nb: 2\n", ["a: 1\n", "b: 2\n"]],
    [
      "# head\n---\na: 1\n---\n# two\nb: |\n  x\n--- {c: 3}\n...\n---\nd: [\n",
      ["a: 1\n", "# two\nb: |\n  x\n", "--- {c: 3}\n", "d: [\n"],
    ],
    ["%YAML 1.2\n---\na: 1\n---\nb: 2\n", ["%YAML 1.2\n---\na: 1\n", "b: 2\n"]],
    ["a: '\n  --- no marker'\nb: ---x\n", ["a: '\n  --- no marker'\nb: ---x\n"]],
    ["---\r\na: 1\r\n---\r\nb: 2\r\n", ["a: 1\r\n", "b: 2\r\n"]],
    ["---\n---\n# nothing\n...\n", []],
  ])("%j is split without changing what is in it", (text, expected) => {
    expect(splitYaml(text)).toEqual(expected);
  });
});

describe("whatever the bytes are", () => {
  const mediaTypes = fc.constantFrom(
    null,
    "application/json",
    "application/yaml",
    "text/plain",
    "application/jsonl",
  );
  const expectAnswer = (action: () => unknown) => {
    try {
      action();
    } catch (error) {
      expect(error).toBeInstanceOf(DomainError);
    }
  };
  const marks = Array.from("[]{},:&*!?\"'#|>-% \n\t\\a01.");
  const snippets = fc
    .array(fc.constantFrom(...marks, "---\n", "a: ", "  ", "<<: ", "&a ", "*a", "\ufeff", "\r"))
    .map((parts) => parts.join(""));

  it("answers or throws a DomainError", () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.uint8Array({ maxLength: 300 }), snippets.map(bytes)),
        mediaTypes,
        (given, type) => {
          expectAnswer(() => readDocument(given, type));
        },
      ),
      { numRuns: 1500 },
    );
  });

  it("reads back every JSON value that holds nothing forbidden, and finds each of its places", () => {
    fc.assert(
      fc.property(fc.jsonValue({ stringUnit: "grapheme" }), (value) => {
        const text = JSON.stringify(value, null, 1);
        if (/__proto__|constructor|prototype/.test(text)) return;
        const document = readDocument(bytes(text), "application/json");
        expect(JSON.stringify(document.value)).toBe(JSON.stringify(value));
        expect(document.locate("#")).toEqual({ line: 1, column: 1 });
      }),
    );
  });
});
