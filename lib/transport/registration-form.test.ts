import { expect, test } from "vitest";

import { documentsFromForm } from "./registration-form";

function form(sources: unknown, more: Record<string, string> = {}): FormData {
  const data = new FormData();
  data.set("sources", JSON.stringify(sources));
  for (const [name, value] of Object.entries(more)) data.set(name, value);
  return data;
}

test("takes every document of every file, in order", () => {
  const { items } = documentsFromForm(
    form([
      { name: "a.yaml", text: "id: a\n---\nid: b\n" },
      { name: "c.json", text: '{"id": "c"}' },
    ]),
  );
  expect(items).toMatchObject([
    { mediaType: "application/yaml" },
    { mediaType: "application/yaml" },
    { text: '{"id": "c"}', mediaType: "application/json" },
  ]);
});

test("passes a document on that cannot be read, so that its own fault is told", () => {
  const { items } = documentsFromForm(form([{ name: "a.yaml", text: "id: [" }]));
  expect(items).toEqual([{ text: "id: [", mediaType: "application/yaml" }]);
});

test("keeps documents with warnings only when asked to", () => {
  const sources = [{ name: "", text: "id: a" }];
  expect(documentsFromForm(form(sources))).toMatchObject({ saveWithWarnings: false });
  expect(documentsFromForm(form(sources, { saveWithWarnings: "on" }))).toMatchObject({
    saveWithWarnings: true,
  });
});

test.each([
  ["nothing", []],
  ["blanks", [{ name: "", text: "  " }]],
  ["a wrong shape", { text: "x" }],
])("asks for a document when it gets %s", (_what, sources) => {
  expect(() => documentsFromForm(form(sources))).toThrow("Paste a document, or choose a file.");
});
