import { Markdown } from "@/components/ui/markdown";
import { Section } from "@/components/ui/page";
import type { SchemaObject } from "@/lib/contracts/model";

import { QualityList } from "./quality-list";
import type { SortKey } from "./schema-rows";
import { SchemaTable } from "./schema-table";

type Props = {
  object: SchemaObject;
  initial: { text: string; sort: SortKey };
};

/** A table of a contract: what a row of it is, its columns, and what is promised of it as a whole. */
export function SchemaSection({ object, initial }: Props) {
  const { name, businessName, description, granularity, physicalName, physicalType, quality } = object;
  const facts = [
    ...(granularity === null ? [] : [granularity]),
    ...(physicalType === null ? [] : [physicalType]),
    ...(physicalName === null || physicalName === name ? [] : [`stored as ${physicalName}`]),
  ];
  return (
    <Section title={businessName ?? name}>
      <p className="-mt-1 mb-2 text-soft">
        <code className="font-mono text-sm text-ink">{name}</code>
        {facts.map((fact) => ` · ${fact}`).join("")}
      </p>
      {description && <Markdown className="mb-3 text-base">{description}</Markdown>}
      <SchemaTable object={{ name, properties: object.properties }} initial={initial} />
      {quality.length > 0 && (
        <div className="mt-4">
          <h3 className="mb-2 text-sm font-semibold">Promised of the whole table</h3>
          <QualityList rules={quality} subject={null} />
        </div>
      )}
    </Section>
  );
}
