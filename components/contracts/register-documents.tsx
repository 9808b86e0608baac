"use client";

import { RotateCcw } from "lucide-react";
import { startTransition, useActionState, useState } from "react";

import { Button } from "@/components/ui/button";
import { CheckboxField } from "@/components/ui/fields";
import { ProblemNotice } from "@/components/ui/problem-notice";
import type { Registrations } from "@/lib/catalog/model";
import type { Action, ActionState } from "@/lib/platform/wire";

import { DocumentDrop, type DocumentFile } from "./document-drop";
import { RegistrationResults } from "./registration-results";

type Props = {
  preview: Action<Registrations>;
  register: Action<Registrations>;
  /** The document to begin with, where a new version of it is to be made. */
  initial?: string | null;
};

/** From documents to registered products: paste or drop, see what would change, register. */
export function RegisterDocuments({ preview, register, initial = null }: Props) {
  const [files, setFiles] = useState<readonly DocumentFile[]>(
    initial === null ? [] : [{ name: "", text: initial }],
  );
  const [keepsWarned, setKeepsWarned] = useState(false);
  const [previewed, submitPreview, isPreviewing] = useLatest(preview);
  const [registered, submitRegister, isRegistering] = useLatest(register);

  function form(): FormData {
    const data = new FormData();
    data.set("sources", JSON.stringify(files));
    if (keepsWarned) data.set("saveWithWarnings", "on");
    return data;
  }

  /** What was previewed is not what is in the form any more. */
  function change(next: readonly DocumentFile[]): void {
    setFiles(next);
    previewed.forget();
    registered.forget();
  }

  if (registered.state?.ok) {
    return <Done registrations={registered.state.value} onAgain={() => change([])} />;
  }
  const isEmpty = files.every(({ text }) => text.trim() === "");
  const ready = previewed.state?.ok === true && hasWork(previewed.state.value);
  return (
    <div className="flex flex-col gap-4">
      <DocumentDrop files={files} onChange={change} />
      <CheckboxField
        name="saveWithWarnings"
        label="Keep documents that do not quite follow their standard"
        hint="Every readable document with an id and an owner is kept; what is wrong with it is shown to its owners."
        checked={keepsWarned}
        onChange={(event) => {
          setKeepsWarned(event.target.checked);
          previewed.forget();
        }}
      />
      <div className="flex flex-wrap gap-2">
        <Button
          variant={ready ? "secondary" : "primary"}
          disabled={isEmpty}
          isPending={isPreviewing}
          onClick={() => submitPreview(form())}
        >
          Show what would change
        </Button>
        {ready && (
          <Button variant="primary" isPending={isRegistering} onClick={() => submitRegister(form())}>
            {registerVerb(previewed.state)}
          </Button>
        )}
      </div>
      <Answer state={registered.state ?? previewed.state} />
    </div>
  );
}

function Answer({ state }: { state: ActionState<Registrations> }) {
  if (state === null) return null;
  return (
    <div aria-live="polite">
      {state.ok ? (
        <RegistrationResults registrations={state.value} isDryRun />
      ) : (
        <ProblemNotice problem={state.problem} />
      )}
    </div>
  );
}

function Done({ registrations, onAgain }: { registrations: Registrations; onAgain: () => void }) {
  return (
    <div className="flex flex-col gap-4">
      <div role="status">
        <RegistrationResults registrations={registrations} isDryRun={false} />
      </div>
      <div>
        <Button onClick={onAgain}>
          <RotateCcw aria-hidden /> Register more
        </Button>
      </div>
    </div>
  );
}

/** The last answer of an action, which can be forgotten when the question changes. */
function useLatest(action: Action<Registrations>) {
  const [state, submit, isPending] = useActionState(action, null);
  const [forgotten, setForgotten] = useState<ActionState<Registrations>>(null);
  const latest = { state: state === forgotten ? null : state, forget: () => setForgotten(state) };
  const send = (form: FormData) => {
    setForgotten(state);
    startTransition(() => submit(form));
  };
  return [latest, send, isPending] as const;
}

const hasWork = ({ created, updated }: Registrations): boolean => created + updated > 0;

function registerVerb(state: ActionState<Registrations>): string {
  if (!state?.ok) return "Register";
  const { created, updated } = state.value;
  const count = created + updated;
  return count === 1 ? "Register this document" : `Register ${count} documents`;
}
