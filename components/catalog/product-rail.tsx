import Link from "next/link";
import type { ReactNode } from "react";

import { Badge } from "@/components/ui/badge";
import { CopyId } from "@/components/ui/copy-button";
import { HueDot } from "@/components/ui/hue";
import { ExternalLink, TextLink } from "@/components/ui/link";
import { Fact, Facts } from "@/components/ui/page";
import type { DataProduct, Link as DocumentLink, Support } from "@/lib/catalog/model";

type Props = {
  product: DataProduct;
  /** Columns that hold personal data, by their kind. */
  personalData: readonly string[];
  children?: ReactNode;
};

/** Who answers, where more is written, and what it is called. */
export function ProductRail({ product, personalData, children }: Props) {
  const { id, domain, ownerTeam, people, support, links, tags, synonyms } = product;
  return (
    <div className="space-y-6">
      <Facts>
        <Fact label="Owner">
          <TextLink
            href={`/teams/${encodeURIComponent(ownerTeam.id)}`}
            className="inline-flex items-center gap-1.5"
          >
            <HueDot id={(domain ?? ownerTeam).id} />
            {ownerTeam.name}
          </TextLink>
          {people.length > 0 && (
            <p className="text-sm text-soft">
              {people
                .slice(0, 4)
                .map((person) => person.name || person.email)
                .join(", ")}
            </p>
          )}
        </Fact>
        {support.length > 0 && (
          <Fact label="Ask">
            <SupportList support={support} />
          </Fact>
        )}
        <Fact label="Personal data">
          {personalData.length === 0 ? "none declared" : personalData.join(", ")}
        </Fact>
        {links.length > 0 && (
          <Fact label="Links">
            <LinkList links={links} />
          </Fact>
        )}
        {synonyms.length > 0 && <Fact label="Also called">{synonyms.join(", ")}</Fact>}
        {tags.length > 0 && (
          <Fact label="Tags">
            <TagList tags={tags} />
          </Fact>
        )}
        <Fact label="Id">
          <CopyId id={id} />
        </Fact>
        <Fact label="Document">
          <a
            href={`/api/dataproducts/${encodeURIComponent(id)}`}
            download
            className="rounded-sm text-accent underline-offset-3 hover:underline"
          >
            Download
          </a>
        </Fact>
      </Facts>
      {children}
    </div>
  );
}

export function SupportList({ support }: { support: readonly Support[] }) {
  return (
    <ul className="space-y-1">
      {support.map(({ channel, url, description }, index) => (
        <li key={index}>
          {url ? <ExternalLink href={url}>{channel}</ExternalLink> : channel}
          {description && <p className="text-sm text-soft">{description}</p>}
        </li>
      ))}
    </ul>
  );
}

/** Words of the standards for what a link leads to. */
const KINDS: Readonly<Record<string, string>> = {
  businessDefinition: "Definition",
  canonicalUrl: "Home page",
  implementation: "Code",
  transformationImplementation: "Code of the transformation",
  tutorial: "Tutorial",
  videoTutorial: "Video",
};

export function LinkList({ links }: { links: readonly DocumentLink[] }) {
  return (
    <ul className="space-y-0.5">
      {links.map(({ label, url, kind }, index) => (
        <li key={index}>
          <ExternalLink href={url}>{label === kind ? (KINDS[label] ?? label) : label}</ExternalLink>
        </li>
      ))}
    </ul>
  );
}

export function TagList({ tags }: { tags: readonly string[] }) {
  return (
    <ul className="flex flex-wrap gap-1">
      {tags.map((tag) => (
        <li key={tag}>
          <Link href={`/search?tag=${encodeURIComponent(tag)}`} prefetch={false} className="rounded-sm">
            <Badge className="hover:text-ink">{tag}</Badge>
          </Link>
        </li>
      ))}
    </ul>
  );
}
