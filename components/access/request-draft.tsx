"use client";

import { useRouter } from "next/navigation";
import type { KeyboardEvent } from "react";

import { ActionForm, SubmitButton } from "@/components/ui/action-form";
import { Button } from "@/components/ui/button";
import { TextAreaField } from "@/components/ui/fields";
import { Kbd } from "@/components/ui/kbd";
import { Notice } from "@/components/ui/notice";
import { NOTE_MAX } from "@/lib/access/rules/limits";
import type { Action } from "@/lib/platform/wire";

import { type ActId, ACTS } from "./request-acts";

type Props = {
  act: ActId;
  fields: Readonly<Record<string, string>>;
  /** Somebody did something with the request since the reader began. */
  hasChanged: boolean;
  action: Action<unknown>;
  effect: string;
  outcome: string;
  note: string;
  onNote: (note: string) => void;
  onSend: () => void;
  onRefused: () => void;
  onLeave: () => void;
  onDone: () => void;
};

/** The note of one act, and what follows from it. */
export function RequestDraft({
  act,
  fields,
  hasChanged,
  action,
  effect,
  outcome,
  note,
  onNote,
  onSend,
  onRefused,
  onLeave,
  onDone,
}: Props) {
  const router = useRouter();
  const { note: label, needsNote } = ACTS[act];

  function onKeyDown(event: KeyboardEvent<HTMLTextAreaElement>): void {
    if (event.key === "Escape") onLeave();
    if (event.key === "Enter" && (event.metaKey || event.ctrlKey)) event.currentTarget.form?.requestSubmit();
  }

  return (
    <ActionForm
      action={(previous, form) => {
        onSend();
        return action(previous, form);
      }}
      onDone={onDone}
      onRefused={() => {
        onRefused();
        router.refresh();
      }}
      footer={<Sending act={act} onLeave={onLeave} />}
    >
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {hasChanged && (
        <Notice role="status" title="This request has changed since you began" className="mb-3">
          {outcome}
        </Notice>
      )}
      <TextAreaField
        name="note"
        label={label}
        hint={effect}
        required={needsNote}
        autoFocus
        rows={3}
        maxLength={NOTE_MAX}
        value={note}
        onChange={(event) => onNote(event.target.value)}
        onKeyDown={onKeyDown}
        className="max-w-reading"
      />
    </ActionForm>
  );
}

function Sending({ act, onLeave }: Pick<Props, "act" | "onLeave">) {
  const { verb, look } = ACTS[act];
  return (
    <div className="mt-3 flex flex-wrap items-center gap-2">
      <SubmitButton variant={look}>{verb}</SubmitButton>
      <Button onClick={onLeave}>Not now</Button>
      <span className="ml-1 hidden items-center gap-1 text-sm text-faint pointer-fine:flex">
        <Kbd>⌘ ↵</Kbd> or <Kbd>Ctrl ↵</Kbd> sends it, <Kbd>esc</Kbd> closes
      </span>
    </div>
  );
}
