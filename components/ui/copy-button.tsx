"use client";

import { Check, Copy } from "lucide-react";
import { useEffect, useState } from "react";

import { buttonClass } from "./button";
import { cn } from "./cn";

const SHOWN_MS = 1_600;

type Props = {
  text: string;
  /** What it copies, as a verb: “Copy the address”. */
  label: string;
  /** Shows the label beside the icon. */
  withLabel?: boolean;
  className?: string | undefined;
};

export function CopyButton({ text, label, withLabel = false, className }: Props) {
  const { copied, copy } = useCopy(text);
  const Icon = copied ? Check : Copy;
  return (
    <button
      type="button"
      onClick={copy}
      title={withLabel ? undefined : label}
      className={cn(buttonClass({ variant: "quiet", size: withLabel ? "sm" : "iconSm" }), className)}
    >
      <Icon aria-hidden className={copied ? "text-met" : undefined} />
      <span className={withLabel ? undefined : "sr-only"}>{copied ? "Copied" : label}</span>
      <span role="status" className="sr-only">
        {copied && "Copied"}
      </span>
    </button>
  );
}

type CopyIdProps = { id: string; className?: string | undefined };

/** An id in mono; a press copies it. */
export function CopyId({ id, className }: CopyIdProps) {
  const { copied, copy } = useCopy(id);
  return (
    <button
      type="button"
      onClick={copy}
      title={`Copy ${id}`}
      className={cn(
        "group inline-flex max-w-full items-center gap-1 rounded-sm text-left font-mono text-xs text-soft hover:text-ink",
        className,
      )}
    >
      <span className="wrap-anywhere">{id}</span>
      <span className="sr-only">, copy</span>
      {copied ? (
        <Check aria-hidden className="size-3.5 shrink-0 text-met" />
      ) : (
        <Copy
          aria-hidden
          className="size-3.5 shrink-0 opacity-0 transition-opacity group-hover:opacity-100 group-focus-visible:opacity-100 pointer-coarse:opacity-100"
        />
      )}
      <span role="status" className="sr-only">
        {copied && "Copied"}
      </span>
    </button>
  );
}

function useCopy(text: string) {
  const [copied, setCopied] = useState(false);

  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [copied]);

  const copy = () => void writeToClipboard(text).then(setCopied);
  return { copied, copy };
}

/** Browsers refuse the clipboard without a secure origin or permission; then nothing is said to be copied. */
const writeToClipboard = (text: string): Promise<boolean> =>
  navigator.clipboard.writeText(text).then(
    () => true,
    () => false,
  );
