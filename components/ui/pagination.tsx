import { ChevronLeft, ChevronRight } from "lucide-react";
import Link from "next/link";

import { buttonClass } from "./button";
import { cn } from "./cn";

type Props = {
  /** From 1. */
  page: number;
  pageCount: number;
  hrefOf: (page: number) => string;
  /** What is paged, for screen readers: “Deliveries”. */
  label: string;
  /** Where the change is made on the client; the links still work without it. */
  onPage?: (page: number) => void;
};

export function Pagination({ page, pageCount, hrefOf, label, onPage }: Props) {
  if (pageCount <= 1) return null;
  return (
    <nav aria-label={`${label}: pages`} className="flex items-center justify-between gap-3 pt-3">
      <Step to={page - 1} isPossible={page > 1} {...{ hrefOf, onPage }}>
        <ChevronLeft aria-hidden />
        Previous
      </Step>
      <p className="text-soft">
        Page {page.toLocaleString("en")} of {pageCount.toLocaleString("en")}
      </p>
      <Step to={page + 1} isPossible={page < pageCount} {...{ hrefOf, onPage }}>
        Next
        <ChevronRight aria-hidden />
      </Step>
    </nav>
  );
}

type StepProps = {
  to: number;
  isPossible: boolean;
  hrefOf: Props["hrefOf"];
  onPage: Props["onPage"];
  children: React.ReactNode;
};

function Step({ to, isPossible, hrefOf, onPage, children }: StepProps) {
  const look = buttonClass({ variant: "secondary", size: "sm" });
  if (!isPossible) return <span className={cn(look, "invisible")}>{children}</span>;
  return (
    <Link
      href={hrefOf(to)}
      prefetch={false}
      className={look}
      {...(onPage && {
        onClick: (event: React.MouseEvent) => {
          if (event.metaKey || event.ctrlKey || event.shiftKey) return;
          event.preventDefault();
          onPage(to);
        },
      })}
    >
      {children}
    </Link>
  );
}
