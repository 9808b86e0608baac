"use client";

import { countOf } from "@/components/catalog/words";
import { ActionForm, SubmitButton } from "@/components/ui/action-form";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/fields";
import { Notice } from "@/components/ui/notice";
import { NOTE_MAX } from "@/lib/access/rules/limits";
import type { Action } from "@/lib/platform/wire";

/** What came of deciding several together. */
export type BulkOutcome = { approved: string[]; refused: { id: string; detail: string }[] };

type Props = {
  selected: readonly { id: string; name: string }[];
  facts: string;
  /** It outlives the choice, which others may take away by deciding. */
  note: string;
  onNote: (note: string) => void;
  approve: Action<BulkOutcome>;
  /** Says that there are more alike; null where there are none. */
  more: string | null;
  onMore: () => void;
  onClear: () => void;
  onDone: (outcome: BulkOutcome) => void;
};

/** Approves what is chosen, with one note. It stays at the lower edge of the screen. */
export function RequestBulk(props: Props) {
  const { selected, facts, note, onNote, approve, more, onMore, onClear, onDone } = props;
  return (
    <section
      aria-label="Decide together"
      data-keeps-input
      className="sticky bottom-16 z-20 mt-4 rounded-md border bg-surface px-4 py-3 shadow-float shell:bottom-4"
    >
      <ActionForm
        action={approve}
        onDone={onDone}
        footer={
          <div className="mt-3 flex flex-wrap items-center gap-2">
            <SubmitButton>Approve {countOf(selected.length, "request")}</SubmitButton>
            <Button onClick={onClear}>Choose none</Button>
            {more && (
              <Button variant="quiet" onClick={onMore}>
                {more}
              </Button>
            )}
          </div>
        }
      >
        {selected.map(({ id }) => (
          <input key={id} type="hidden" name="requestIds" value={id} />
        ))}
        <p role="status" className="mb-2 text-sm text-soft">
          <span className="font-medium text-ink">{selected.length} chosen</span>, all {facts}
        </p>
        <TextField
          name="note"
          label="Note to those who asked"
          maxLength={NOTE_MAX}
          value={note}
          onChange={(event) => onNote(event.target.value)}

          className="max-w-reading"
        />
      </ActionForm>
    </section>
  );
}

type ReportProps = {
  outcome: BulkOutcome;
  /** Names of the requests, as they were when they were chosen. */
  nameOf: (id: string) => string;
  onClose: () => void;
};

/** Says of each request what happened. */
export function RequestBulkReport({ outcome: { approved, refused }, nameOf, onClose }: ReportProps) {
  return (
    <Notice
      role="status"
      tone={refused.length > 0 ? "risk" : "met"}
      title={titleOf(approved.length, refused.length)}
      action={
        <Button size="sm" variant="quiet" onClick={onClose}>
          Close
        </Button>
      }
      className="mb-3"
    >
      {refused.length > 0 && (
        <ul>
          {refused.map(({ id, detail }) => (
            <li key={id}>
              <span className="font-medium text-ink">{nameOf(id)}:</span> {detail}
            </li>
          ))}
        </ul>
      )}
    </Notice>
  );
}

function titleOf(approved: number, refused: number): string {
  const said = approved === 0 ? "Nothing was approved." : `Approved ${countOf(approved, "request")}.`;
  return refused === 0 ? said : `${said} ${refused} could not be decided.`;
}
