import { TextLink } from "@/components/ui/link";
import { Notice } from "@/components/ui/notice";
import type { Complaint } from "@/lib/catalog/model";

import { countOf } from "./words";

type Props = {
  warnings: readonly Complaint[];
  /** Where the document can be read, with numbered lines. */
  source: string;
};

const SHOWN = 8;

/** What the standard objects to; the operation tells it to people who may edit, and to nobody else. */
export function DocumentWarnings({ warnings, source }: Props) {
  if (warnings.length === 0) return null;
  return (
    <Notice
      tone="risk"
      title={`The document has ${countOf(warnings.length, "fault")}. Only people who may edit it see this.`}
      className="mb-6"
    >
      <ul className="mt-1 space-y-1">
        {warnings.slice(0, SHOWN).map(({ pointer, detail, line }, index) => (
          <li key={index}>
            <TextLink href={line === undefined ? source : `${source}#L${line}`} className="font-mono text-sm">
              {pointer}
              {line !== undefined && `, line ${line}`}
            </TextLink>
            <br />
            {detail}
          </li>
        ))}
      </ul>
      {warnings.length > SHOWN && <p className="mt-1">And {warnings.length - SHOWN} more.</p>}
    </Notice>
  );
}
