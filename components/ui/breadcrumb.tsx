import { ChevronRight } from "lucide-react";
import Link from "next/link";

type Props = { trail: readonly { label: string; href?: string }[] };

/** Where this page hangs in the whole, from the top down; the page itself is not part of it. */
export function Breadcrumb({ trail }: Props) {
  if (trail.length === 0) return null;
  return (
    <nav aria-label="Breadcrumb">
      <ol className="flex flex-wrap items-center gap-x-1 text-soft">
        {trail.map((step, index) => (
          <li key={index} className="flex items-center gap-1">
            {index > 0 && <ChevronRight aria-hidden className="size-3.5 stroke-[1.5] text-faint" />}
            {step.href ? (
              <Link href={step.href} className="rounded-sm hover:text-ink hover:underline">
                {step.label}
              </Link>
            ) : (
              step.label
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
}
