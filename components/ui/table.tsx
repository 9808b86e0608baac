import type { ComponentProps, ReactNode } from "react";

import { cn } from "./cn";

type Props = {
  /** Names the table for screen readers and for the region that scrolls. */
  label: string;
  children: ReactNode;
  className?: string | undefined;
};

/** Rows of 36 px; scrolls sideways inside its frame, also by keyboard. */
export function Table({ label, children, className }: Props) {
  return (
    <div
      role="region"
      aria-label={label}
      tabIndex={0}
      className={cn("relative overflow-x-auto rounded-md border bg-surface", className)}
    >
      <table className="w-full border-separate border-spacing-0 text-left">
        <caption className="sr-only">{label}</caption>
        {children}
      </table>
    </div>
  );
}

export function TableHead({ children }: { children: ReactNode }) {
  return (
    <thead className="text-xs text-soft">
      <tr>{children}</tr>
    </thead>
  );
}

export function TableHeader({ className, ...rest }: ComponentProps<"th">) {
  return (
    <th
      scope="col"
      className={cn(
        "h-8 border-b bg-sunken px-3 font-medium whitespace-nowrap first:pl-4 last:pr-4",
        className,
      )}
      {...rest}
    />
  );
}

export function TableRow({ className, ...rest }: ComponentProps<"tr">) {
  return (
    <tr
      className={cn("group transition-colors hover:bg-hover/60 [&:not(:last-child)>*]:border-b", className)}
      {...rest}
    />
  );
}

export function TableCell({ className, ...rest }: ComponentProps<"td">) {
  return <td className={cn("h-9 px-3 py-1.5 align-middle first:pl-4 last:pr-4", className)} {...rest} />;
}

/** The cell that names its row. */
export function TableRowHeader({ className, ...rest }: ComponentProps<"th">) {
  return (
    <th
      scope="row"
      className={cn("h-9 px-3 py-1.5 text-left align-middle font-medium first:pl-4 last:pr-4", className)}
      {...rest}
    />
  );
}
