"use client";

import { type MouseEvent, type ReactNode, type ToggleEvent, useId, useRef, useState } from "react";

import { cn } from "./cn";

const GAP = 4;

type Props = {
  /** What the button shows. */
  trigger: ReactNode;
  /** The accessible name of the button. */
  label: string;
  title?: string;
  /** What it is about, for screen readers. */
  name: string;
  /** Drawn while it is open. Following a link in it closes it. */
  children: ReactNode;
  className?: string | undefined;
};

/** Something to read behind a button. The browser's own popover: it closes on Escape and outside. */
export function Popover({ trigger, label, title, name, children, className }: Props) {
  const id = useId();
  const [isOpen, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const panel = useRef<HTMLDivElement>(null);

  function place({ newState, currentTarget }: ToggleEvent<HTMLDivElement>): void {
    if (newState !== "open" || !button.current) return;
    const { bottom, right } = button.current.getBoundingClientRect();
    const { clientWidth } = document.documentElement;
    currentTarget.style.top = `${bottom + GAP}px`;
    // On a telephone it takes the width of the screen.
    currentTarget.style.right = `${clientWidth < 600 ? 2 * GAP : clientWidth - right}px`;
  }

  function leave({ target }: MouseEvent): void {
    if (target instanceof Element && target.closest("a")) panel.current?.hidePopover();
  }

  return (
    <>
      <button
        ref={button}
        type="button"
        popoverTarget={id}
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        aria-label={label}
        title={title}
        className={className}
      >
        {trigger}
      </button>
      <div
        ref={panel}
        id={id}
        popover="auto"
        role="dialog"
        aria-label={name}
        onBeforeToggle={place}
        onClick={leave}
        onToggle={({ newState }) => setOpen(newState === "open")}
        className={cn(
          "fixed inset-auto m-0 max-h-[80vh] w-95 max-w-[calc(100vw-1rem)] animate-rise overflow-y-auto",
          "rounded-md border bg-surface text-ink shadow-float",
        )}
      >
        {isOpen && children}
      </div>
    </>
  );
}
