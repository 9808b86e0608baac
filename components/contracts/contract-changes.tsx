import { Section } from "@/components/ui/page";
import { Status } from "@/components/ui/status";
import type { ContractChange } from "@/lib/contracts/model";

/** What the differences of two versions mean to those who use the data: what breaks first. */
export function ContractChanges({ changes }: { changes: readonly ContractChange[] }) {
  const breaks = changes.filter(({ isBreaking }) => isBreaking).length;
  return (
    <Section title="What it means for consumers" id="meaning" className="scroll-mt-20">
      <p className="mb-2 text-soft">{summaryOf(changes.length, breaks)}</p>
      {changes.length > 0 && (
        <ul className="divide-y rounded-md border bg-surface" aria-label="Changes for consumers">
          {changes.map(({ pointer, subject, what, isBreaking }, index) => (
            <li key={`${pointer} ${index}`} className="flex flex-wrap items-baseline gap-x-3 px-4 py-2">
              <Status tone={isBreaking ? "breach" : "met"} className="w-24 text-sm">
                {isBreaking ? "breaking" : "harmless"}
              </Status>
              <span className="min-w-0 flex-1 wrap-anywhere">
                {subject} {what}.
              </span>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

function summaryOf(count: number, breaks: number): string {
  if (count === 0) return "Nothing that a consumer would notice.";
  if (breaks === 0) return "Everything that worked before goes on working.";
  return "Some of it takes a promise back or makes it weaker. Such a version needs a higher major number.";
}
