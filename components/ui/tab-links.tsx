import Link from "next/link";

import { cn } from "./cn";

type Props = {
  /** What is divided into these pages, for screen readers. */
  label: string;
  tabs: readonly { href: string; label: string; count?: number | string }[];
  /** The `href` of the page shown. */
  current: string;
  className?: string | undefined;
};

/** Pages of one thing, each with its own address. */
export function TabLinks({ label, tabs, current, className }: Props) {
  return (
    <nav
      aria-label={label}
      className={cn("-mx-4 overflow-x-auto border-b px-4 shell:mx-0 shell:px-0", className)}
    >
      <ul className="flex gap-5">
        {tabs.map((tab) => (
          <li key={tab.href}>
            <Link
              href={tab.href}
              aria-current={tab.href === current ? "page" : undefined}
              className="-mb-px flex h-10 items-center gap-1.5 border-b-2 border-transparent font-medium whitespace-nowrap text-soft outline-offset-[-2px] transition-colors hover:text-ink aria-[current=page]:border-accent aria-[current=page]:text-ink"
            >
              {tab.label}
              {tab.count !== undefined && (
                <span className="rounded-full bg-hover px-1.5 text-xs leading-5 text-soft">{tab.count}</span>
              )}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
