"use client";

import { FileText, Upload, X } from "lucide-react";
import { type DragEvent, useId, useRef, useState } from "react";

import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { inputClass } from "@/components/ui/input-class";

/** A text and where it comes from; pasted text has no name. */
export type DocumentFile = { name: string; text: string };

const ACCEPTED = ".yaml,.yml,.json,.ndjson,.jsonl";

type Props = { files: readonly DocumentFile[]; onChange: (files: readonly DocumentFile[]) => void };

/** Takes documents: pasted, dropped, or chosen from the disk. Nothing leaves the browser yet. */
export function DocumentDrop({ files, onChange }: Props) {
  const [isOver, setIsOver] = useState(false);
  const id = useId();
  const pasted = files.find(({ name }) => name === "")?.text ?? "";
  const named = files.filter(({ name }) => name !== "");

  const setPasted = (text: string) => onChange([...(text === "" ? [] : [{ name: "", text }]), ...named]);

  async function add(list: FileList): Promise<void> {
    const added = await Promise.all(
      [...list].map(async (file) => ({ name: file.name, text: await file.text() })),
    );
    const names = new Set(added.map(({ name }) => name));
    onChange([...files.filter(({ name }) => !names.has(name)), ...added]);
  }

  function drop(event: DragEvent): void {
    event.preventDefault();
    setIsOver(false);
    void add(event.dataTransfer.files);
  }

  return (
    <div
      onDragOver={(event) => {
        event.preventDefault();
        setIsOver(true);
      }}
      onDragLeave={() => setIsOver(false)}
      onDrop={drop}
      className={cn(
        "rounded-md border border-dashed border-line-strong p-3",
        isOver && "border-accent bg-accent-wash",
      )}
    >
      <label htmlFor={id} className="mb-1 block font-medium">
        Documents
      </label>
      <textarea
        id={id}
        value={pasted}
        onChange={(event) => setPasted(event.target.value)}
        rows={named.length > 0 ? 6 : 14}
        spellCheck={false}
        placeholder={PLACEHOLDER}
        className={cn(inputClass, "resize-y py-2 font-mono text-sm")}
      />
      {named.length > 0 && (
        <ChosenFiles files={named} onRemove={(name) => onChange(files.filter((f) => f.name !== name))} />
      )}
      <FilePicker onPick={(list) => void add(list)} />
    </div>
  );
}

function FilePicker({ onPick }: { onPick: (files: FileList) => void }) {
  const picker = useRef<HTMLInputElement>(null);
  return (
    <div className="mt-2 flex flex-wrap items-center gap-3 text-soft">
      <Button size="sm" onClick={() => picker.current?.click()}>
        <Upload aria-hidden /> Choose files
      </Button>
      <span className="text-sm">
        or drop them here: YAML or JSON, several documents in one file are fine.
      </span>
      <input
        ref={picker}
        type="file"
        multiple
        accept={ACCEPTED}
        aria-label="Files"
        tabIndex={-1}
        className="sr-only"
        onChange={(event) => {
          if (event.target.files) onPick(event.target.files);
        }}
      />
    </div>
  );
}

function ChosenFiles({
  files,
  onRemove,
}: {
  files: readonly DocumentFile[];
  onRemove: (name: string) => void;
}) {
  return (
    <ul className="mt-2 flex flex-wrap gap-2">
      {files.map(({ name, text }) => (
        <li key={name} className="flex items-center gap-1.5 rounded-md border bg-surface py-0.5 pr-0.5 pl-2">
          <FileText aria-hidden className="size-4 stroke-[1.5] text-faint" />
          <span className="font-mono text-xs">{name}</span>
          <span className="text-xs text-faint">{Math.ceil(text.length / 1024)} KB</span>
          <Button
            variant="quiet"
            size="iconSm"
            aria-label={`Take out ${name}`}
            onClick={() => onRemove(name)}
          >
            <X aria-hidden />
          </Button>
        </li>
      ))}
    </ul>
  );
}

const PLACEHOLDER = `apiVersion: v1.0.0
kind: DataProduct
id: fraud-score-features
name: Fraud score features
status: active
team:
  name: risk-team
outputPorts:
  - name: features
    version: 1.0.0
    contractId: fraud-score-features
`;
