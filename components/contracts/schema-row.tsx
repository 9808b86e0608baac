import { ChevronDown, ChevronRight, Link2 } from "lucide-react";

import { ClassificationBadge, PersonalDataBadge } from "@/components/catalog/classification-badge";
import { Badge } from "@/components/ui/badge";
import { cn } from "@/components/ui/cn";
import { InlineText } from "@/components/ui/inline-text";
import type { SchemaProperty } from "@/lib/contracts/model";

import { ColumnDetails } from "./column-details";
import type { SchemaRow } from "./schema-rows";

type Props = {
  row: SchemaRow;
  /** In the order of the table, nested fields stand under the one that holds them. */
  isTree: boolean;
  isOpen: boolean;
  isFolded: boolean;
  onOpen: () => void;
  onFold: () => void;
};

/** A column on one line, and below it, when open, everything the contract says of it. */
export function SchemaRowLines({ row, isTree, isOpen, isFolded, onOpen, onFold }: Props) {
  const { property, path } = row;
  const details = `details-${row.index}`;
  const cell = "border-b px-3 py-1.5 align-top group-last:border-b-0";
  return (
    <>
      <tr
        id={path}
        className={cn("group scroll-mt-24 target:bg-mark/50 hover:bg-hover/60", isOpen && "bg-hover/40")}
      >
        <th scope="row" className={cn(cell, "pl-4 font-normal")}>
          <div className="flex items-start gap-1" style={{ paddingLeft: isTree ? row.depth * 18 : 0 }}>
            {isTree && row.descendants > 0 && (
              <Fold isFolded={isFolded} name={property.name} onFold={onFold} />
            )}
            <button
              type="button"
              data-row
              onClick={onOpen}
              aria-expanded={isOpen}
              aria-controls={isOpen ? details : undefined}
              className="min-w-0 rounded-sm text-left font-mono text-sm leading-6 font-medium wrap-anywhere hover:text-accent"
            >
              {isTree ? property.name : row.fullName}
            </button>
            <a
              href={`#${encodeURIComponent(path)}`}
              aria-label={`Link to ${path}`}
              className="mt-1 rounded-sm text-faint opacity-0 group-hover:opacity-100 focus-visible:opacity-100"
            >
              <Link2 aria-hidden className="size-4 stroke-[1.5]" />
            </a>
          </div>
          <Narrow property={property} />
        </th>
        <td className={cn(cell, "hidden shell:table-cell")}>
          <Type property={property} />
        </td>
        <td className={cn(cell, "hidden shell:table-cell")}>
          <Keys property={property} />
        </td>
        <td className={cell}>
          <Privacy property={property} />
        </td>
        <td className={cn(cell, "hidden shell:table-cell")}>
          <p className="line-clamp-2 text-soft">
            <InlineText>{property.description ?? ""}</InlineText>
          </p>
        </td>
      </tr>
      {isOpen && (
        <tr id={details} className="group">
          <td colSpan={5} className="border-b bg-sunken px-4 py-3 group-last:border-b-0">
            <ColumnDetails property={property} path={path} />
          </td>
        </tr>
      )}
    </>
  );
}

type FoldProps = { isFolded: boolean; name: string; onFold: () => void };

function Fold({ isFolded, name, onFold }: FoldProps) {
  const Icon = isFolded ? ChevronRight : ChevronDown;
  return (
    <button
      type="button"
      onClick={onFold}
      aria-expanded={!isFolded}
      aria-label={`Fields of ${name}`}
      className="-ml-1 flex size-6 shrink-0 items-center justify-center rounded-sm text-faint hover:bg-hover hover:text-ink"
    >
      <Icon aria-hidden className="size-4 stroke-[1.5]" />
    </button>
  );
}

/** What stands in columns of its own where there is room. */
function Narrow({ property }: PropertyProps) {
  return (
    <div className="mt-0.5 space-y-1 text-sm text-soft shell:hidden">
      <p>
        <Type property={property} /> <Keys property={property} />
      </p>
      {property.description && (
        <p className="line-clamp-2">
          <InlineText>{property.description}</InlineText>
        </p>
      )}
    </div>
  );
}

type PropertyProps = { property: SchemaProperty };

function Type({ property: { logicalType, physicalType } }: PropertyProps) {
  return (
    <span className="text-sm leading-6 whitespace-nowrap">
      {logicalType ?? physicalType ?? "–"}
      {logicalType !== null && physicalType !== null && physicalType.toLowerCase() !== logicalType && (
        <span className="ml-1.5 font-mono text-xs text-faint">{physicalType}</span>
      )}
    </span>
  );
}

function Keys({ property }: PropertyProps) {
  const { isPrimaryKey, primaryKeyPosition, isRequired, isUnique, references } = property;
  const words = [
    ...(isPrimaryKey ? [] : isUnique ? ["unique"] : []),
    ...(isRequired ? ["required"] : []),
    ...(references.length > 0 ? ["refers"] : []),
  ];
  return (
    <span className="inline-flex flex-wrap items-center gap-1 align-middle text-sm text-faint">
      {isPrimaryKey && (
        <Badge tone="accent">
          key{primaryKeyPosition !== null && primaryKeyPosition > 1 ? ` ${primaryKeyPosition}` : ""}
        </Badge>
      )}
      {words.join(" · ")}
    </span>
  );
}

function Privacy({
  property: { classification, classificationText, personalData, isDeprecated },
}: PropertyProps) {
  const word = classification ?? classificationText;
  return (
    <span className="inline-flex flex-wrap gap-1">
      {word !== null && <ClassificationBadge classification={word} />}
      {personalData !== null && <PersonalDataBadge />}
      {isDeprecated && <Badge tone="risk">deprecated</Badge>}
    </span>
  );
}
