import { Badge } from "@/components/ui/badge";
import { InlineText } from "@/components/ui/inline-text";
import type { QualityRule } from "@/lib/contracts/model";
import { qualityInWords } from "@/lib/contracts/rules/quality-words";

type Props = {
  rules: readonly QualityRule[];
  /** The column or table that the rules stand on. */
  subject: string | null;
};

/** Rules of quality: what somebody wrote about each, and what it comes to in words. */
export function QualityList({ rules, subject }: Props) {
  return (
    <ul
      className="space-y-2"
      aria-label={subject === null ? "Rules of quality" : `Rules of quality for ${subject}`}
    >
      {rules.map((rule, index) => (
        <Rule key={rule.id ?? index} rule={rule} subject={subject} />
      ))}
    </ul>
  );
}

function Rule({ rule, subject }: { rule: QualityRule; subject: string | null }) {
  const { dimension, severity, query, arguments: given } = rule;
  const { title, more } = wordsOf(rule, subject);
  return (
    <li className="rounded-md border bg-surface px-3 py-2">
      <p className="flex flex-wrap items-baseline gap-x-2 gap-y-1">
        <span className="font-medium wrap-anywhere">
          <InlineText>{title}</InlineText>
        </span>
        {dimension && <Badge>{dimension}</Badge>}
        {severity && <Badge tone="outline">{severity}</Badge>}
      </p>
      {more && (
        <p className="mt-0.5 text-soft">
          <InlineText>{more}</InlineText>
        </p>
      )}
      {given && <Given given={given} />}
      {query && (
        <p className="mt-1 font-mono text-xs leading-5 wrap-anywhere whitespace-pre-wrap text-soft">
          {query}
        </p>
      )}
    </li>
  );
}

/** A metric of the standard says what it means; of a query, only its author can. */
function wordsOf(rule: QualityRule, subject: string | null): { title: string; more: string | null } {
  const words = `${qualityInWords(rule, subject)}.`;
  const { description, metric } = rule;
  if (description === null || description === words.slice(0, -1)) return { title: words, more: null };
  return metric === null ? { title: description, more: words } : { title: words, more: description };
}

/** What the metric is told: the valid values, a pattern. */
function Given({ given }: { given: NonNullable<QualityRule["arguments"]> }) {
  return (
    <dl className="mt-1 grid grid-cols-[auto_1fr] gap-x-3 text-sm">
      {Object.entries(given).map(([name, value]) => (
        <div key={name} className="contents">
          <dt className="text-faint">{ARGUMENTS[name] ?? name}</dt>
          <dd className="font-mono wrap-anywhere">{shown(value)}</dd>
        </div>
      ))}
    </dl>
  );
}

const ARGUMENTS: Readonly<Record<string, string>> = {
  validValues: "valid",
  missingValues: "missing",
  pattern: "pattern",
};

const shown = (value: unknown): string => (Array.isArray(value) ? value.map(text).join(" · ") : text(value));

const text = (value: unknown): string =>
  typeof value === "string" && value !== "" ? value : JSON.stringify(value);
