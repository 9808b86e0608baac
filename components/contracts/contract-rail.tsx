import type { ReactNode } from "react";

import { ClassificationBadge, PersonalDataBadge } from "@/components/catalog/classification-badge";
import { LifecycleStatus } from "@/components/catalog/lifecycle-status";
import { LinkList, SupportList, TagList } from "@/components/catalog/product-rail";
import { Badge } from "@/components/ui/badge";
import { CopyId } from "@/components/ui/copy-button";
import { TextLink } from "@/components/ui/link";
import { Fact, Facts } from "@/components/ui/page";
import type { ReadableContract } from "@/lib/contracts/model";

type Props = { contract: ReadableContract; children?: ReactNode };

/** What is known of a contract beside what it promises. */
export function ContractRail({ contract, children }: Props) {
  const { id, version, status, ownerTeam, classification, personalData, support, links, tags, apiVersion } =
    contract;
  return (
    <Facts>
      <Fact label="Version">
        <span className="flex flex-wrap items-center gap-2">
          {version && <Badge>{version}</Badge>}
          {status && <LifecycleStatus status={status} />}
        </span>
      </Fact>
      <Fact label="Owner">
        <TextLink href={`/teams/${encodeURIComponent(ownerTeam.id)}`}>{ownerTeam.name}</TextLink>
      </Fact>
      <Fact label="Holds">
        <span className="flex flex-wrap gap-1">
          {classification ? <ClassificationBadge classification={classification} /> : "not classified"}
          {personalData && <PersonalDataBadge />}
        </span>
      </Fact>
      {children}
      {support.length > 0 && (
        <Fact label="Ask">
          <SupportList support={support} />
        </Fact>
      )}
      {links.length > 0 && (
        <Fact label="Links">
          <LinkList links={links} />
        </Fact>
      )}
      {tags.length > 0 && (
        <Fact label="Tags">
          <TagList tags={tags} />
        </Fact>
      )}
      <Fact label="Standard">ODCS {apiVersion}</Fact>
      <Fact label="Id">
        <CopyId id={id} />
      </Fact>
    </Facts>
  );
}
