import { Cable, FilePlus2, Lock } from "lucide-react";
import type { ReactNode } from "react";

import { Badge } from "@/components/ui/badge";
import { ButtonLink } from "@/components/ui/button";
import { PageHeader } from "@/components/ui/page";
import type { Classification, DataProduct } from "@/lib/catalog/model";

import { ClassificationBadge, PersonalDataBadge } from "./classification-badge";
import { LifecycleStatus } from "./lifecycle-status";
import { firstParagraph } from "./plain-text";
import { productTypeWord } from "./words";

type Props = {
  product: DataProduct;
  /** The strictest of its contracts that the reader may see. */
  classification: Classification | null;
  hasPersonalData: boolean;
  /** The one button: what is true for this person about access. */
  children?: ReactNode;
  /** Whether the reader may use it already, so that connecting comes first. */
  isOpen: boolean;
};

/** What it is, whose it is, and the one thing that this person most likely came to do. */
export function ProductHeader({ product, classification, hasPersonalData, isOpen, children }: Props) {
  const { id, name, purpose, status, permissions } = product;
  const base = `/products/${encodeURIComponent(id)}`;
  return (
    <PageHeader
      title={name}
      trail={trailOf(product)}
      facts={<Facts product={product} classification={classification} hasPersonalData={hasPersonalData} />}
      description={purpose ? firstParagraph(purpose) : null}
      actions={
        <>
          {permissions.edit.allowed && (
            <ButtonLink href={`/register?product=${encodeURIComponent(id)}`} prefetch={false}>
              <FilePlus2 aria-hidden />
              New version
            </ButtonLink>
          )}
          {status !== "retired" && (
            <ButtonLink href={`${base}#connect`} variant={isOpen ? "primary" : "secondary"}>
              <Cable aria-hidden />
              Connect
            </ButtonLink>
          )}
          {children}
        </>
      }
    />
  );
}

/** Domain and owner team; a domain that owns the product itself is named once. */
function trailOf({ domain, ownerTeam }: DataProduct): { label: string; href: string }[] {
  const isDomain = domain?.id === ownerTeam.id;
  const owner = { label: ownerTeam.name, href: hrefOf(isDomain ? "domains" : "teams", ownerTeam.id) };
  return domain && !isDomain ? [{ label: domain.name, href: hrefOf("domains", domain.id) }, owner] : [owner];
}

const hrefOf = (kind: "domains" | "teams", id: string): string => `/${kind}/${encodeURIComponent(id)}`;

type FactsProps = Pick<Props, "product" | "classification" | "hasPersonalData">;

function Facts({
  product: { version, status, type, visibility },
  classification,
  hasPersonalData,
}: FactsProps) {
  return (
    <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
      {version && <Badge>{/^\d/.test(version) ? `v${version}` : version}</Badge>}
      <LifecycleStatus status={status} />
      {classification && <ClassificationBadge classification={classification} />}
      {hasPersonalData && <PersonalDataBadge />}
      {type && <Badge tone="outline">{productTypeWord(type)}</Badge>}
      {visibility === "restricted" && (
        <Badge tone="outline">
          <Lock aria-hidden />
          seen by the team only
        </Badge>
      )}
    </span>
  );
}
