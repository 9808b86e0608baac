"use client";

import { useId } from "react";

import { CheckboxField } from "@/components/ui/fields";
import { TextLink } from "@/components/ui/link";
import type { Terms } from "@/lib/access/model";

import { TermsText } from "./terms-text";

type Props = { terms: Terms | null };

/** The terms themselves and the yes to exactly this text: its hash is what is sent and kept. */
export function TermsField({ terms }: Props) {
  const id = useId();
  if (terms === null)
    return <p className="text-sm text-soft">The contract of this port sets no terms of its own.</p>;
  const { sha256, contractId, contractVersion } = terms;
  return (
    <section aria-labelledby={id}>
      <h3 id={id} className="mb-1 font-medium">
        Terms
      </h3>
      <TermsText text={terms.text} className="max-h-44" />
      <CheckboxField
        key={sha256}
        name="termsSha256"
        value={sha256}
        required
        label="I accept these terms"
        className="mt-2"
        hint={
          <>
            Of the contract{" "}
            <TextLink
              href={`/contracts/${encodeURIComponent(contractId)}`}
              target="_blank"
              className="underline"
            >
              {contractId}
            </TextLink>
            {contractVersion && `, version ${contractVersion}`}. The text is kept with your name and the time.
          </>
        }
      />
    </section>
  );
}
