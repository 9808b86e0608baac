"use client";

import Link from "next/link";
import {
  type ComponentProps,
  type KeyboardEvent,
  type ReactNode,
  type ToggleEvent,
  useId,
  useRef,
  useState,
} from "react";

import { cn } from "./cn";

const GAP = 4;

type MenuProps = {
  /** What the button shows. */
  trigger: ReactNode;
  /** The accessible name of the button and of the menu. */
  label: string;
  children: ReactNode;
  className?: string | undefined;
};

/** Acts behind a button. The browser's own popover: it closes on Escape and outside, and gives the focus back. */
export function Menu({ trigger, label, children, className }: MenuProps) {
  const id = useId();
  const [isOpen, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const menu = useRef<HTMLDivElement>(null);

  function place(event: ToggleEvent<HTMLDivElement>): void {
    if (event.newState !== "open" || !button.current) return;
    const { top, bottom, right } = button.current.getBoundingClientRect();
    const { clientWidth, clientHeight } = document.documentElement;
    const { style } = event.currentTarget;
    // In the lower half it opens upwards.
    const isLow = bottom > clientHeight / 2;
    style.top = isLow ? "auto" : `${bottom + GAP}px`;
    style.bottom = isLow ? `${clientHeight - top + GAP}px` : "auto";
    style.right = `${Math.max(GAP, clientWidth - right)}px`;
  }

  function onToggle(event: ToggleEvent<HTMLDivElement>): void {
    setOpen(event.newState === "open");
    if (event.newState === "open") itemsIn(menu.current)[0]?.focus();
  }

  return (
    <>
      <button
        ref={button}
        type="button"
        popoverTarget={id}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        aria-label={label}
        className={className}
      >
        {trigger}
      </button>
      <div
        ref={menu}
        id={id}
        popover="auto"
        role="menu"
        aria-label={label}
        onBeforeToggle={place}
        onToggle={onToggle}
        onKeyDown={(event) => moveWithin(menu.current, event)}
        onClick={() => menu.current?.hidePopover()}
        className="fixed inset-auto m-0 max-h-[80vh] min-w-48 animate-rise overflow-y-auto rounded-md border bg-surface p-1 text-ink shadow-float"
      >
        {children}
      </div>
    </>
  );
}

const itemsIn = (menu: HTMLElement | null): HTMLElement[] =>
  [...(menu?.querySelectorAll<HTMLElement>("[role=menuitem]") ?? [])].filter(
    (item) => item.offsetParent !== null,
  );

function moveWithin(menu: HTMLElement | null, event: KeyboardEvent): void {
  const items = itemsIn(menu);
  const here = items.findIndex((item) => item === document.activeElement);
  const to = { ArrowDown: here + 1, ArrowUp: here - 1, Home: 0, End: -1 }[event.key];
  if (event.key === "Tab") menu?.hidePopover();
  if (to === undefined) return;
  event.preventDefault();
  items.at(to % items.length)?.focus();
}

const look =
  "flex min-h-8 w-full cursor-pointer items-center gap-2 rounded-sm px-2 py-1 text-left hover:bg-hover focus-visible:bg-hover focus-visible:-outline-offset-2 pointer-coarse:min-h-10 [&_svg]:size-4 [&_svg]:shrink-0 [&_svg]:stroke-[1.5] [&_svg]:text-faint";

export function MenuItem({ className, ...rest }: ComponentProps<"button">) {
  return <button type="button" role="menuitem" tabIndex={-1} className={cn(look, className)} {...rest} />;
}

type MenuLinkProps = { href: string; children: ReactNode };

export function MenuLink({ href, children }: MenuLinkProps) {
  return (
    <Link href={href} prefetch={false} role="menuitem" tabIndex={-1} className={look}>
      {children}
    </Link>
  );
}

/** Saves what is behind the address as a file. */
export function MenuDownload({ href, children }: MenuLinkProps) {
  return (
    <a href={href} download role="menuitem" tabIndex={-1} className={look}>
      {children}
    </a>
  );
}

export function MenuSeparator() {
  return <div role="separator" className="-mx-1 my-1 h-px bg-line" />;
}
