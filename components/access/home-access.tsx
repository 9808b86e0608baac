import Link from "next/link";

import { TextLink } from "@/components/ui/link";
import { Section } from "@/components/ui/page";
import type { AgreementSummary } from "@/lib/access/model";

import { AgreementStatus } from "./agreement-status";
import { agreementHref } from "./standing";

const SHOWN = 5;

type Props = {
  /** What the reader holds and is in force, the first to end first. */
  agreements: readonly AgreementSummary[];
  now: Date;
};

/** What one may use, and what ends soon. */
export function HomeAccess({ agreements, now }: Props) {
  if (agreements.length === 0) return null;
  return (
    <Section
      title="Your access"
      action={
        <TextLink href="/access" className="text-sm">
          {agreements.length > SHOWN ? "All of it" : "Details"}
        </TextLink>
      }
    >
      <ul className="-mx-2">
        {agreements.slice(0, SHOWN).map((agreement) => (
          <li key={agreement.id}>
            <Link
              href={agreementHref(agreement.id)}
              prefetch={false}
              className="flex min-h-8 flex-wrap items-baseline justify-between gap-x-3 rounded-md px-2 py-1 transition-colors hover:bg-hover pointer-coarse:min-h-10"
            >
              <span className="font-medium wrap-anywhere">{agreement.target.productName}</span>
              <AgreementStatus agreement={agreement} now={now} className="ml-auto text-sm" />
            </Link>
          </li>
        ))}
      </ul>
    </Section>
  );
}
