import { CircleSlash, Equal, FilePlus2, type LucideIcon, PencilLine } from "lucide-react";

import { countOf } from "@/components/catalog/words";
import { TextLink } from "@/components/ui/link";
import { Notice } from "@/components/ui/notice";
import { Status, type Tone } from "@/components/ui/status";
import type { Change, Complaint, Registration, RegistrationKind, Registrations } from "@/lib/catalog/model";

type Props = { registrations: Registrations; isDryRun: boolean };

/** What happened, or would happen, to each document. */
export function RegistrationResults({ registrations, isDryRun }: Props) {
  return (
    <section aria-label={isDryRun ? "What would change" : "What was registered"}>
      <h2 className="mb-2 text-lg font-semibold">{headline(registrations, isDryRun)}</h2>
      <ol className="flex flex-col gap-3">
        {registrations.results.map((registration, index) => (
          <li key={index} className="rounded-md border bg-surface px-4 py-3">
            <Result registration={registration} isDryRun={isDryRun} />
          </li>
        ))}
      </ol>
    </section>
  );
}

function headline({ created, updated, unchanged, refused }: Registrations, isDryRun: boolean): string {
  const parts = [
    created > 0 && `${created} new`,
    updated > 0 && `${updated} changed`,
    unchanged > 0 && `${unchanged} unchanged`,
    refused > 0 && `${refused} refused`,
  ].filter((part) => part !== false);
  const total = countOf(created + updated + unchanged + refused, "document");
  return `${isDryRun ? "Would register" : "Registered"} ${total}: ${parts.join(", ")}`;
}

const KIND: Record<RegistrationKind, { word: string; path: string }> = {
  dataproduct: { word: "Data product", path: "/products" },
  datacontract: { word: "Data contract", path: "/contracts" },
  team: { word: "Team", path: "/teams" },
};

const OUTCOME: Record<
  Registration["outcome"],
  { tone: Tone; icon: LucideIcon; done: string; would: string }
> = {
  created: { tone: "met", icon: FilePlus2, done: "Registered", would: "New" },
  updated: { tone: "met", icon: PencilLine, done: "Changed", would: "Changes" },
  unchanged: { tone: "none", icon: Equal, done: "Unchanged", would: "Unchanged" },
  refused: { tone: "breach", icon: CircleSlash, done: "Refused", would: "Refused" },
};

function Result({ registration, isDryRun }: { registration: Registration; isDryRun: boolean }) {
  const { kind, id, outcome, revision, changes, warnings, problem } = registration;
  const { tone, icon, done, would } = OUTCOME[outcome];
  return (
    <>
      <div className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
        <Status tone={tone} icon={icon}>
          {isDryRun ? would : done}
        </Status>
        <span className="min-w-0 font-medium wrap-anywhere">
          <Title
            kind={kind}
            id={id}
            isThere={outcome !== "refused" && !(isDryRun && outcome === "created")}
          />
        </span>
        <span className="text-sm text-faint">
          {kind ? KIND[kind].word : "Unknown document"}
          {revision !== null && ` · revision ${revision}`}
        </span>
      </div>
      {problem && (
        <Notice tone="breach" title={problem.detail} className="mt-2">
          <Complaints complaints={problem.errors} />
        </Notice>
      )}
      {warnings.length > 0 && (
        <Notice
          tone="risk"
          title={`${countOf(warnings.length, "warning")}: the owners see them`}
          className="mt-2"
        >
          <Complaints complaints={warnings} />
        </Notice>
      )}
      {changes.length > 0 && <Changes changes={changes} />}
    </>
  );
}

type TitleProps = { kind: RegistrationKind | null; id: string | null; isThere: boolean };

function Title({ kind, id, isThere }: TitleProps) {
  if (id === null) return <>Without an id</>;
  if (kind === null || !isThere) return <code>{id}</code>;
  return <TextLink href={`${KIND[kind].path}/${encodeURIComponent(id)}`}>{id}</TextLink>;
}

function Complaints({ complaints }: { complaints: readonly Complaint[] }) {
  return (
    <ul className="mt-1 space-y-1">
      {complaints.map(({ pointer, detail, line, column }, index) => (
        <li key={index}>
          {line !== undefined && (
            <span className="font-medium text-ink">
              Line {line}
              {column !== undefined && `, column ${column}`}:{" "}
            </span>
          )}
          {detail} {pointer.length > 1 && <code className="text-xs">{pointer}</code>}
        </li>
      ))}
    </ul>
  );
}

const SIGN: Record<Change["kind"], { sign: string; word: string; colour: string }> = {
  added: { sign: "+", word: "Added", colour: "text-met" },
  removed: { sign: "−", word: "Removed", colour: "text-breach" },
  changed: { sign: "~", word: "Changed", colour: "text-risk" },
};

function Changes({ changes }: { changes: readonly Change[] }) {
  return (
    <ul className="mt-2 space-y-1 border-t pt-2 font-mono text-xs">
      {changes.map(({ pointer, kind, before, after }) => (
        <li key={`${kind}${pointer}`} className="wrap-anywhere">
          <span aria-hidden className={SIGN[kind].colour}>
            {SIGN[kind].sign}
          </span>
          <span className="sr-only">{SIGN[kind].word}</span> {pointer}
          {kind !== "added" && <del className="ml-2 text-soft no-underline">{brief(before)}</del>}
          {kind === "changed" && <span className="text-faint"> → </span>}
          {kind !== "removed" && <ins className="ml-2 no-underline">{brief(after)}</ins>}
        </li>
      ))}
    </ul>
  );
}

const BRIEF_MAX = 160;

function brief(value: unknown): string {
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return text.length > BRIEF_MAX ? `${text.slice(0, BRIEF_MAX)}…` : text;
}
