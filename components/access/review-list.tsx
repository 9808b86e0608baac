"use client";

import type { KeyboardEvent, ReactNode } from "react";

type Props = { label: string; children: ReactNode };

/** The rows of a review, with a letter for each decision while nobody is typing. */
export function ReviewList({ label, children }: Props) {
  return (
    <ul aria-label={label} onKeyDown={hear} className="divide-y divide-line rounded-md border bg-surface">
      {children}
    </ul>
  );
}

function hear(event: KeyboardEvent): void {
  if (event.target instanceof HTMLInputElement) hearField(event, event.target);
  else if (event.target instanceof HTMLElement && !hasModifier(event)) hearRow(event, event.target);
}

const hasModifier = ({ metaKey, ctrlKey, altKey }: KeyboardEvent): boolean => metaKey || ctrlKey || altKey;

/** In the reason, return alone would press the first button, which keeps. */
function hearField(event: KeyboardEvent, field: HTMLInputElement): void {
  if (event.key !== "Enter") return;
  event.preventDefault();
  if (hasModifier(event)) press(field, "end");
}

function hearRow(event: KeyboardEvent, target: HTMLElement): void {
  if (event.key === "y") press(target, "keep");
  if (event.key !== "e") return;
  event.preventDefault();
  rowOf(target)?.querySelector<HTMLInputElement>("input[name=reason]")?.focus();
}

const rowOf = (element: HTMLElement): Element | null => element.closest("[data-review]");

const press = (element: HTMLElement, decision: "keep" | "end"): void =>
  rowOf(element)?.querySelector<HTMLButtonElement>(`button[value=${decision}]`)?.click();
