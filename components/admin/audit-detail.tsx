import { Code } from "@/components/ui/code";
import { CopyButton, CopyId } from "@/components/ui/copy-button";
import { TextLink } from "@/components/ui/link";
import { Fact, Facts } from "@/components/ui/page";
import { exactTime } from "@/components/ui/time";
import type { AuditEntry } from "@/lib/identity/model";

import { type AuditAddress, auditHref, filteredHref } from "./audit-address";
import { AuditActor } from "./audit-actor";
import { AuditChange } from "./audit-change";
import { readDetail, shownValue } from "./audit-diff";
import { subjectHref } from "./audit-words";

/** Links that stand close together are at least 24 px high (WCAG 2.2, 2.5.8). */
const roomy = "inline-flex min-h-6 items-center text-sm";

type Props = { entry: AuditEntry; address: AuditAddress; publicUrl: string };

/** All that the record holds of one entry: what changed, facts, and its place in the chain. */
export function AuditDetail({ entry, address, publicUrl }: Props) {
  const { changes, facts } = readDetail(entry.detail);
  const link = `${publicUrl}${auditHref({ ...address, cursor: null, entry: entry.id })}#${entry.id}`;
  return (
    <div className="space-y-4 whitespace-normal">
      {changes.length > 0 && <AuditChange changes={changes} />}
      {changes.length === 0 && facts.length === 0 && (
        <p className="text-soft">The entry says nothing besides who did it, when and to what.</p>
      )}
      <Facts className="shell:grid-cols-3">
        {facts.map(({ path, value }) => (
          <Fact key={JSON.stringify(path)} label={path.join(" › ") || "detail"}>
            <span className="wrap-anywhere whitespace-pre-wrap">{shownValue(value)}</span>
          </Fact>
        ))}
        <Fact label="Who">
          <AuditActor entry={entry} />
          <span className="block">
            <CopyId id={entry.actorId} className="min-h-6" />
          </span>
          <TextLink
            className={roomy}
            href={filteredHref(address, { actorKind: entry.actorKind, actorId: entry.actorId })}
          >
            All that they did
          </TextLink>
        </Fact>
        {entry.subjectId !== null && <Subject entry={entry} address={address} id={entry.subjectId} />}
        <Fact label="When">{exactTime(entry.at)}</Fact>
        <Fact label={`Link of entry ${entry.seq}`}>
          <CopyId id={entry.hash} className="min-h-6" />
        </Fact>
      </Facts>
      <details>
        <summary className="w-fit cursor-pointer rounded-sm text-sm text-soft">The entry as JSON</summary>
        <Code code={JSON.stringify(entry, null, 2)} language="json" label="The entry" className="mt-2" />
      </details>
      <CopyButton text={link} label="Copy the address of this entry" withLabel className="-ml-2" />
    </div>
  );
}

type SubjectProps = { entry: AuditEntry; address: AuditAddress; id: string };

function Subject({ entry, address, id }: SubjectProps) {
  const href = subjectHref(entry);
  return (
    <Fact label="What was changed">
      {entry.subjectName && <span className="block">{entry.subjectName}</span>}
      <CopyId id={id} className="min-h-6" />
      <span className="flex flex-wrap gap-x-3 text-sm whitespace-nowrap">
        {href && (
          <TextLink href={href} className={roomy}>
            Open
          </TextLink>
        )}
        <TextLink href={filteredHref(address, { subjectId: id })} className={roomy}>
          All that happened to it
        </TextLink>
      </span>
    </Fact>
  );
}
