import { InlineText } from "@/components/ui/inline-text";
import { Fact } from "@/components/ui/page";
import type { SchemaProperty } from "@/lib/contracts/model";

import { QualityList } from "./quality-list";

type Props = { property: SchemaProperty; path: string };

/** Everything the contract says of one column. */
export function ColumnDetails({ property, path }: Props) {
  const { businessName, description, examples, quality, references, tags } = property;
  return (
    <div className="max-w-content space-y-3">
      {businessName && <p className="font-medium">{businessName}</p>}
      {description && (
        <p className="max-w-reading whitespace-pre-line">
          <InlineText>{description}</InlineText>
        </p>
      )}
      <dl className="flex flex-wrap gap-x-8 gap-y-3">
        <Fact label="Path">
          <code className="font-mono text-sm">{path}</code>
        </Fact>
        {factsOf(property).map(([label, value]) => (
          <Fact key={label} label={label}>
            {value}
          </Fact>
        ))}
        {examples.length > 0 && (
          <Fact label="Examples">
            <span className="font-mono text-sm">{examples.slice(0, 12).map(shown).join(" · ")}</span>
          </Fact>
        )}
        {references.length > 0 && (
          <Fact label="Refers to">
            <span className="font-mono text-sm">{references.join(", ")}</span>
          </Fact>
        )}
        {tags.length > 0 && <Fact label="Tags">{tags.join(", ")}</Fact>}
      </dl>
      {quality.length > 0 && <QualityList rules={quality} subject={property.name} />}
    </div>
  );
}

function factsOf(property: SchemaProperty): (readonly [string, string])[] {
  const { physicalName, name, personalData, isCritical, isPartitioned } = property;
  const yes = (isTrue: boolean, label: string) => (isTrue ? [[label, "yes"] as const] : []);
  return [
    ...(physicalName !== null && physicalName !== name ? [["Physical name", physicalName] as const] : []),
    ...(personalData !== null ? [["Personal data", personalData] as const] : []),
    ...yes(isCritical, "Critical"),
    ...yes(isPartitioned, "Partitioned by it"),
  ];
}

const shown = (value: unknown): string => (typeof value === "string" ? value : JSON.stringify(value));
