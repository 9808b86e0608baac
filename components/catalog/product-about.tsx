import { Markdown } from "@/components/ui/markdown";
import { Section } from "@/components/ui/page";
import type { DataProduct } from "@/lib/catalog/model";

import { afterFirstParagraph } from "./plain-text";

type Props = { product: Pick<DataProduct, "purpose" | "usage" | "limitations"> };

/** What the owner wrote for people: what else it is, when to use it, and what to know before. */
export function ProductAbout({ product: { purpose, usage, limitations } }: Props) {
  const more = purpose ? afterFirstParagraph(purpose) : "";
  return (
    <>
      {more && (
        <Section title="What it is">
          <Markdown>{more}</Markdown>
        </Section>
      )}
      {usage && (
        <Section title="When to use it">
          <Markdown>{usage}</Markdown>
        </Section>
      )}
      {limitations && (
        <Section title="Know before you use it">
          <Markdown>{limitations}</Markdown>
        </Section>
      )}
    </>
  );
}
