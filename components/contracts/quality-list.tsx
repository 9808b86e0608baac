import { Badge } from "@/components/ui/badge";
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
  const { dimension, severity, description, query } = rule;
  const words = qualityInWords(rule, subject);
  return (
    <li className="rounded-md border bg-surface px-3 py-2">
      <p className="flex flex-wrap items-baseline gap-x-2 gap-y-1">
        <span className="font-medium wrap-anywhere">{words}.</span>
        {dimension && <Badge>{dimension}</Badge>}
        {severity && <Badge tone="outline">{severity}</Badge>}
      </p>
      {description && description !== words && <p className="mt-0.5 text-soft">{description}</p>}
      {query && (
        <pre
          tabIndex={0}
          className="mt-1 overflow-x-auto font-mono text-xs leading-5 whitespace-pre-wrap text-soft"
        >
          {query}
        </pre>
      )}
    </li>
  );
}
