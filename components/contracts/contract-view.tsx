import { ScrollText } from "lucide-react";

import { EmptyState } from "@/components/ui/empty-state";
import { TextLink } from "@/components/ui/link";
import { Markdown } from "@/components/ui/markdown";
import { Section } from "@/components/ui/page";
import { Table, TableCell, TableHead, TableHeader, TableRow, TableRowHeader } from "@/components/ui/table";
import type { ReadableContract, SchemaObject, SchemaProperty } from "@/lib/contracts/model";

import { QualityList } from "./quality-list";
import { PriceSection, RoleSection, ServerSection, SlaSection } from "./terms";

type Props = {
  contract: ReadableContract;
  /** Where the columns can be read in full. */
  schemaHref: (object: SchemaObject) => string;
};

/** What a contract promises, in the order in which people ask. */
export function ContractView({ contract, schemaHref }: Props) {
  const { purpose, usage, limitations, schema, sla, roles, servers, price } = contract;
  return (
    <>
      {purpose && <Markdown className="mb-8">{purpose}</Markdown>}
      <Section title="Schema" count={schema.length}>
        <SchemaSummary schema={schema} schemaHref={schemaHref} />
      </Section>
      <QualitySection schema={schema} />
      <SlaSection sla={sla} />
      <TextSection title="Terms of use" text={usage} />
      <TextSection title="Limitations" text={limitations} />
      <RoleSection roles={roles} />
      <PriceSection price={price} />
      <ServerSection servers={servers} />
    </>
  );
}

function TextSection({ title, text }: { title: string; text: string | null }) {
  if (!text) return null;
  return (
    <Section title={title}>
      <Markdown>{text}</Markdown>
    </Section>
  );
}

function SchemaSummary({
  schema,
  schemaHref,
}: Pick<Props, "schemaHref"> & { schema: readonly SchemaObject[] }) {
  if (schema.length === 0)
    return (
      <EmptyState icon={ScrollText} title="No tables">
        The contract promises nothing about columns.
      </EmptyState>
    );
  return (
    <Table label="Tables of the contract">
      <TableHead>
        <TableHeader>Table</TableHeader>
        <TableHeader className="text-right">Columns</TableHeader>
        <TableHeader>Key</TableHeader>
        <TableHeader>A row is</TableHeader>
      </TableHead>
      <tbody>
        {schema.map((object, index) => (
          <TableRow key={index}>
            <TableRowHeader>
              <TextLink href={schemaHref(object)} className="font-mono text-sm">
                {object.name}
              </TextLink>
            </TableRowHeader>
            <TableCell className="text-right tabular-nums">{object.properties.length}</TableCell>
            <TableCell className="font-mono text-sm">{keyOf(object.properties)}</TableCell>
            <TableCell className="text-soft">{object.granularity ?? object.description ?? "–"}</TableCell>
          </TableRow>
        ))}
      </tbody>
    </Table>
  );
}

const keyOf = (properties: readonly SchemaProperty[]): string =>
  properties
    .filter(({ isPrimaryKey }) => isPrimaryKey)
    .sort((a, b) => (a.primaryKeyPosition ?? 0) - (b.primaryKeyPosition ?? 0))
    .map(({ name }) => name)
    .join(", ") || "–";

/** Every promise of quality, by what it is promised of. */
function QualitySection({ schema }: { schema: readonly SchemaObject[] }) {
  const groups = schema.flatMap((object) => [
    { subject: object.name, rules: object.quality, isTable: true },
    ...object.properties.map(({ name, quality }) => ({
      subject: schema.length > 1 ? `${object.name}.${name}` : name,
      rules: quality,
      isTable: false,
    })),
  ]);
  const promised = groups.filter(({ rules }) => rules.length > 0);
  const count = promised.reduce((sum, { rules }) => sum + rules.length, 0);
  return (
    <Section title="Quality" count={count}>
      {count === 0 && <p className="text-soft">The contract promises nothing about quality.</p>}
      <dl className="space-y-4">
        {promised.map(({ subject, rules, isTable }) => (
          <div key={subject}>
            <dt className="mb-1 text-sm text-soft">
              {isTable && "The whole of "}
              <code className="font-mono text-ink">{subject}</code>
            </dt>
            <dd>
              <QualityList rules={rules} subject={isTable ? null : subject} />
            </dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}
