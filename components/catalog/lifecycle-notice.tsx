import { TextLink } from "@/components/ui/link";
import { Notice } from "@/components/ui/notice";
import type { CustomProperty, DataProduct } from "@/lib/catalog/model";

type Props = { product: Pick<DataProduct, "status" | "customProperties"> };

const TITLES: Partial<Record<DataProduct["status"], string>> = {
  proposed: "This product is proposed. It may change or never come.",
  draft: "This product is a draft. Names and columns may still change.",
  deprecated: "This product is deprecated. Build nothing new on it.",
  retired: "This product is retired. It is kept so that old work can be understood.",
};

/** What a status other than active means for whoever came to use the product, and where to go instead. */
export function LifecycleNotice({ product: { status, customProperties } }: Props) {
  const title = TITLES[status];
  if (title === undefined) return null;
  const successor = textOf(customProperties, "successor");
  const end = textOf(customProperties, "endOfLife");
  const isEnding = status === "deprecated" || status === "retired";
  return (
    <Notice tone={isEnding ? "risk" : "info"} title={title} className="mb-6">
      {successor && (
        <p>
          Use{" "}
          <TextLink href={`/products/${encodeURIComponent(successor)}`} className="underline">
            {successor}
          </TextLink>{" "}
          instead.
        </p>
      )}
      {end && <p>It ends on {end}.</p>}
    </Notice>
  );
}

function textOf(properties: readonly CustomProperty[], name: string): string | null {
  const value = properties.find(({ property }) => property === name)?.value;
  return typeof value === "string" ? value : null;
}
