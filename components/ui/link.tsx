import { ArrowUpRight } from "lucide-react";
import Link from "next/link";
import type { ComponentProps, ReactNode } from "react";

import { cn } from "./cn";

const look =
  "rounded-sm text-accent underline decoration-transparent underline-offset-3 transition-colors hover:decoration-current";

/** A link inside the portal. In running text give it `className="underline"`. */
export function TextLink({ className, ...rest }: ComponentProps<typeof Link>) {
  return <Link className={cn(look, className)} {...rest} />;
}

const SAFE = /^(?:https?:\/\/|mailto:)/i;

type ExternalLinkProps = { href: string; children: ReactNode; className?: string | undefined };

/** A link that a document gave us: only web and mail addresses become one, anything else stays text. */
export function ExternalLink({ href, children, className }: ExternalLinkProps) {
  if (!SAFE.test(href)) return <span className={className}>{children}</span>;
  return (
    <a
      href={href}
      target="_blank"
      rel="noopener noreferrer nofollow"
      className={cn(look, "wrap-anywhere", className)}
    >
      {children}
      <ArrowUpRight aria-hidden className="ml-0.5 inline size-3.5 stroke-[1.5] align-[-2px]" />
      <span className="sr-only"> (opens in a new tab)</span>
    </a>
  );
}
