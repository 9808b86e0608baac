import { renderToString } from "react-dom/server";
import { describe, expect, it } from "vitest";

import type { SchemaProperty } from "@/lib/contracts/model";

import { SchemaTable } from "./schema-table";

const column = (index: number): SchemaProperty => ({
  name: `column_${index}`,
  physicalName: null,
  businessName: null,
  logicalType: "number",
  physicalType: "DOUBLE",
  description: `What sensor ${index} measured, in \`mV\`. <script>alert(1)</script>`,
  isRequired: true,
  isUnique: false,
  isPrimaryKey: index === 0,
  primaryKeyPosition: null,
  isPartitioned: false,
  isCritical: false,
  isDeprecated: false,
  options: {},
  classification: "internal",
  classificationText: "internal",
  personalData: null,
  tags: [],
  examples: [],
  quality: [],
  references: [],
  properties: [],
});

const wide = { name: "readings", properties: Array.from({ length: 1_500 }, (_, index) => column(index)) };
const plain = { text: "", sort: "position" } as const;

describe("SchemaTable", () => {
  it("of 1,500 columns draws the first ones and offers the rest", () => {
    const html = renderToString(<SchemaTable object={wide} initial={plain} />);
    expect(html).toContain("1,500 columns");
    expect(html).toContain('id="readings.column_99"');
    expect(html).not.toContain('id="readings.column_100"');
    expect(html).toContain("1,400");
    expect(html.length).toBeLessThan(500_000);
  });

  it("draws what its address searches for, wherever it stands", () => {
    const html = renderToString(
      <SchemaTable object={wide} initial={{ text: "column_1499", sort: "position" }} />,
    );
    expect(html).toContain('id="readings.column_1499"');
    expect(html).toContain("1 of 1,500 columns");
  });

  it("shows what a document says as text", () => {
    const html = renderToString(<SchemaTable object={wide} initial={plain} />);
    expect(html).not.toContain("<script>");
    expect(html).toContain("<code");
  });

  it("says that there is nothing to see", () => {
    expect(renderToString(<SchemaTable object={{ name: "t", properties: [] }} initial={plain} />)).toContain(
      "The contract names no columns.",
    );
    expect(renderToString(<SchemaTable object={wide} initial={{ text: "xyzzy", sort: "name" }} />)).toContain(
      "xyzzy",
    );
  });
});
