"use client";

import { X } from "lucide-react";
import * as Radix from "radix-ui/dialog";
import { type ReactNode, useRef } from "react";

import { buttonClass } from "./button";
import { cn } from "./cn";

type Props = {
  /** The button that opens it; leave it out when `open` is controlled. */
  trigger?: ReactNode;
  title: string;
  description?: ReactNode;
  children: ReactNode;
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  className?: string | undefined;
};

/** A question in the middle of the screen. Focus goes in, stays in, and returns to what opened it. */
export function Dialog({ className, ...rest }: Props) {
  return (
    <Frame
      {...rest}
      className={cn(
        "top-[12vh] left-1/2 max-h-[76vh] w-[min(32rem,calc(100vw-2rem))] -translate-x-1/2 animate-rise rounded-md border",
        className,
      )}
    />
  );
}

/** A panel over the right side of the page, for work that needs the page in view. */
export function Sheet({ className, ...rest }: Props) {
  return (
    <Frame
      {...rest}
      className={cn("inset-y-0 right-0 w-[min(30rem,100vw)] animate-sheet border-l", className)}
    />
  );
}

function Frame({ trigger, title, description, children, open, onOpenChange, className }: Props) {
  const returning = useReturningFocus();
  return (
    <Radix.Root {...(open !== undefined && { open })} {...(onOpenChange && { onOpenChange })}>
      {trigger && <Radix.Trigger asChild>{trigger}</Radix.Trigger>}
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 animate-fade bg-scrim" />
        <Radix.Content
          {...(!description && { "aria-describedby": undefined })}
          {...returning}
          className={cn(
            "fixed z-50 flex flex-col overflow-y-auto bg-surface p-5 shadow-float outline-none",
            className,
          )}
        >
          <header className="mb-4 flex items-start gap-3">
            <div className="min-w-0 flex-1">
              <Radix.Title className="text-lg font-semibold wrap-anywhere">{title}</Radix.Title>
              {description && (
                <Radix.Description className="mt-0.5 text-soft">{description}</Radix.Description>
              )}
            </div>
            <Radix.Close
              aria-label="Close"
              className={cn(buttonClass({ variant: "quiet", size: "iconSm" }), "-mt-1 -mr-1")}
            >
              <X aria-hidden />
            </Radix.Close>
          </header>
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

/**
 * Gives the focus back to whatever had it when the dialog opened. That may be gone (a removed row): the focus
 * then goes to the page, not to nowhere.
 */
export function useReturningFocus() {
  const opener = useRef<Element | null>(null);
  return {
    onOpenAutoFocus: () => {
      opener.current = document.activeElement;
    },
    onCloseAutoFocus: () => {
      requestAnimationFrame(() => {
        if (document.activeElement !== document.body) return;
        const { current } = opener;
        if (current instanceof HTMLElement && current.isConnected) current.focus();
        if (document.activeElement === document.body) document.getElementById("content")?.focus();
      });
    },
  };
}
