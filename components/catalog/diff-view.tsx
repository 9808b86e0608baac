import { Minus, PenLine, Plus } from "lucide-react";
import { Fragment } from "react";

import { cn } from "@/components/ui/cn";
import { Notice } from "@/components/ui/notice";
import { Section } from "@/components/ui/page";
import { Status, type Tone } from "@/components/ui/status";
import type { Change, DiffLine, VersionDiff } from "@/lib/catalog/model";

import { placeOf, shownValue, toBlocks } from "./diff-rows";
import { countOf } from "./words";

/** What differs between two versions: as facts of the document, and line by line. */
export function DiffView({ diff: { from, to, changes, lines, truncated } }: { diff: VersionDiff }) {
  const title = from
    ? `What changed from version ${from.revision} to version ${to.revision}`
    : `Version ${to.revision} was the first`;
  return (
    <>
      {truncated && (
        <Notice title="There is more than is shown here." className="mb-4">
          The versions differ too much to list everything. Download both to compare them in full.
        </Notice>
      )}
      <Section title={title} id="changes" className="scroll-mt-20">
        {from && <Changes changes={changes} />}
      </Section>
      {lines.length > 0 && (
        <Section title="The text, line by line">
          <Lines lines={lines} />
        </Section>
      )}
    </>
  );
}

function Changes({ changes }: { changes: readonly Change[] }) {
  if (changes.length === 0)
    return <p className="text-soft">The documents say the same; only their text differs.</p>;
  return (
    <ul className="divide-y rounded-md border bg-surface" aria-label="Changes">
      {changes.map((change, index) => (
        <ChangeRow key={index} change={change} />
      ))}
    </ul>
  );
}

const KINDS: Readonly<Record<Change["kind"], { tone: Tone; icon: typeof Plus; word: string }>> = {
  added: { tone: "met", icon: Plus, word: "added" },
  removed: { tone: "breach", icon: Minus, word: "removed" },
  changed: { tone: "info", icon: PenLine, word: "changed" },
};

function ChangeRow({ change }: { change: Change }) {
  const { kind, before, after } = change;
  const { tone, icon, word } = KINDS[kind];
  return (
    <li className="grid gap-x-6 gap-y-1 px-4 py-2 shell:grid-cols-[minmax(14rem,2fr)_3fr]">
      <p className="min-w-0">
        <Status tone={tone} icon={icon} className="mr-2 text-sm">
          {word}
        </Status>
        <span className="font-mono text-sm wrap-anywhere">
          {placeOf(change).map((part, index) => (
            <Fragment key={index}>
              {index > 0 && <span className="text-faint"> › </span>}
              {part}
            </Fragment>
          ))}
        </span>
      </p>
      <div className="min-w-0 space-y-1">
        {kind !== "added" && <Value value={before} isOld />}
        {kind !== "removed" && <Value value={after} />}
      </div>
    </li>
  );
}

function Value({ value, isOld = false }: { value: unknown; isOld?: boolean }) {
  const Element = isOld ? "del" : "ins";
  return (
    <Element className="block no-underline">
      <span className="sr-only">{isOld ? "before: " : "after: "}</span>
      <span
        className={cn(
          "block rounded-sm px-2 py-0.5 font-mono text-sm wrap-anywhere whitespace-pre-wrap",
          isOld ? "bg-breach-wash" : "bg-met-wash",
        )}
      >
        {shownValue(value)}
      </span>
    </Element>
  );
}

const SIGNS: Readonly<Record<DiffLine["kind"], string>> = { same: " ", added: "+", removed: "−" };

function Lines({ lines }: { lines: readonly DiffLine[] }) {
  return (
    <div
      role="region"
      aria-label="The text, line by line"
      tabIndex={0}
      className="overflow-x-auto rounded-md border bg-surface py-1 font-mono text-sm leading-5"
    >
      <div className="w-max min-w-full">
        {toBlocks(lines).map((block, index) =>
          block.kind === "gap" ? (
            <p key={index} className="bg-sunken px-4 py-1 font-sans text-xs text-faint">
              {countOf(block.count, "line")} that did not change
            </p>
          ) : (
            block.lines.map((line, position) => <Line key={`${index} ${position}`} line={line} />)
          ),
        )}
      </div>
    </div>
  );
}

function Line({ line: { kind, text, before, after } }: { line: DiffLine }) {
  return (
    <div
      className={cn(
        "flex px-2 whitespace-pre",
        kind === "added" && "bg-met-wash",
        kind === "removed" && "bg-breach-wash",
      )}
    >
      <span aria-hidden className="w-10 shrink-0 pr-2 text-right text-faint select-none">
        {before}
      </span>
      <span aria-hidden className="w-10 shrink-0 pr-2 text-right text-faint select-none">
        {after}
      </span>
      <span className="w-4 shrink-0">
        <span aria-hidden>{SIGNS[kind]}</span>
        {kind !== "same" && <span className="sr-only">{kind}: </span>}
      </span>
      <span>{text}</span>
    </div>
  );
}
