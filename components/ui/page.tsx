import type { ReactNode } from "react";

import { Breadcrumb } from "./breadcrumb";
import { cn } from "./cn";

type PageProps = { children: ReactNode; width?: "content" | "reading"; className?: string | undefined };

/** The outermost element of every page in the shell: margins and the greatest width. */
export function Page({ children, width = "content", className }: PageProps) {
  return (
    <div
      className={cn(
        "mx-auto w-full px-4 py-6 shell:px-8 shell:py-8",
        width === "content" ? "max-w-content wide:max-w-wide" : "max-w-reading",
        className,
      )}
    >
      {children}
    </div>
  );
}

type HeaderProps = {
  title: string;
  trail?: readonly { label: string; href?: string }[];
  /** Beside the title: version, status, classification. */
  facts?: ReactNode;
  description?: ReactNode;
  /** At the right: the one button that matters, then the rest. */
  actions?: ReactNode;
};

export function PageHeader({ title, trail = [], facts, description, actions }: HeaderProps) {
  return (
    <header className="mb-6">
      <Breadcrumb trail={trail} />
      <div className="mt-1 flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <div className="min-w-0 flex-1 basis-80">
          <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <h1 className="text-2xl tracking-[-0.015em] wrap-anywhere">{title}</h1>
            {facts}
          </div>
          {description && (
            <div className="mt-1 max-w-reading text-lg text-pretty text-soft">{description}</div>
          )}
        </div>
        {actions && <div className="flex max-w-full flex-wrap items-center gap-2 pt-0.5">{actions}</div>}
      </div>
    </header>
  );
}

type WithRailProps = { children: ReactNode; rail: ReactNode; label: string };

/** A column to read and a rail of facts; on small screens the rail comes first, as a strip. */
export function WithRail({ children, rail, label }: WithRailProps) {
  return (
    <div className="flex flex-col gap-8 shell:flex-row-reverse shell:items-start">
      <aside aria-label={label} className="w-full shrink-0 shell:w-70 xl:w-75 wide:w-115">
        {rail}
      </aside>
      <div className="min-w-0 flex-1">{children}</div>
    </div>
  );
}

type SectionProps = {
  title: string;
  id?: string;
  count?: number;
  description?: ReactNode;
  action?: ReactNode;
  children: ReactNode;
  className?: string | undefined;
};

export function Section({ title, id, count, description, action, children, className }: SectionProps) {
  return (
    <section id={id} aria-label={title} className={cn("mb-8 last:mb-0", className)}>
      <div className="mb-2 flex min-h-7 flex-wrap items-baseline justify-between gap-x-4">
        <h2 className="text-lg font-semibold">
          {title}
          {count !== undefined && (
            <span className="ml-1 font-normal text-faint">{` ${count.toLocaleString("en")}`}</span>
          )}
        </h2>
        {action}
      </div>
      {description && <p className="-mt-1 mb-3 max-w-reading text-soft">{description}</p>}
      {children}
    </section>
  );
}

type FactsProps = { children: ReactNode; className?: string | undefined };

/** Facts of the rail: a label over its value. In the strip they stand side by side. */
export function Facts({ children, className }: FactsProps) {
  return (
    <dl className={cn("grid grid-cols-2 gap-x-6 gap-y-3 sm:grid-cols-3 shell:grid-cols-1", className)}>
      {children}
    </dl>
  );
}

type FactProps = { label: string; children: ReactNode; className?: string | undefined };

export function Fact({ label, children, className }: FactProps) {
  return (
    <div className={cn("min-w-0", className)}>
      <dt className="text-xs text-faint">{label}</dt>
      <dd className="mt-0.5 wrap-anywhere">{children}</dd>
    </div>
  );
}
