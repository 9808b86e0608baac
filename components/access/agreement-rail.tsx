import { TagList } from "@/components/catalog/product-rail";
import { Badge } from "@/components/ui/badge";
import { CopyId } from "@/components/ui/copy-button";
import { ExternalLink, TextLink } from "@/components/ui/link";
import { Fact, Facts } from "@/components/ui/page";
import { RelativeTime } from "@/components/ui/relative-time";
import type { Agreement } from "@/lib/access/model";

import { ConsumerName } from "./consumer-name";
import { ReviewDue } from "./review-due";

type Props = { agreement: Agreement; now: Date };

/** What was agreed. */
export function AgreementRail({ agreement, now }: Props) {
  const { id, target, columns, roles, createdAt, tags, links, lastReview, review } = agreement;
  return (
    <Facts>
      <Target target={target} />
      <Fact label="Consumer">
        <Holder agreement={agreement} />
      </Fact>
      <Fact label="Columns">{columns.length === 0 ? "the whole port" : <Names names={columns} />}</Fact>
      {roles.length > 0 && (
        <Fact label="Roles">
          <Names names={roles} />
        </Fact>
      )}
      {(review ?? lastReview) && (
        <Fact label="Review">
          <ReviewDue agreement={agreement} now={now} />
        </Fact>
      )}
      <Fact label="Agreed">
        <RelativeTime at={createdAt} now={now} />
      </Fact>
      {tags.length > 0 && (
        <Fact label="Tags">
          <TagList tags={tags} />
        </Fact>
      )}
      {Object.entries(links).map(([label, url]) => (
        <Fact key={label} label={label}>
          <ExternalLink href={url}>{url}</ExternalLink>
        </Fact>
      ))}
      <Fact label="Id">
        <CopyId id={id} />
      </Fact>
    </Facts>
  );
}

function Target({ target }: Pick<Agreement, "target">) {
  const { productId, productName, contractId, contractVersion, providerTeam, exists } = target;
  return (
    <>
      <Fact label="Data product">
        {exists ? (
          <TextLink href={`/products/${encodeURIComponent(productId)}`}>{productName}</TextLink>
        ) : (
          productName
        )}
      </Fact>
      <Fact label="Owner">
        <TextLink href={`/teams/${encodeURIComponent(providerTeam.id)}`}>{providerTeam.name}</TextLink>
      </Fact>
      {contractId && (
        <Fact label="Contract">
          <TextLink href={`/contracts/${encodeURIComponent(contractId)}`}>{contractId}</TextLink>
          {contractVersion && <Badge className="ml-2">{contractVersion}</Badge>}
        </Fact>
      )}
    </>
  );
}

function Holder({ agreement: { consumer } }: Pick<Props, "agreement">) {
  const name = <ConsumerName consumer={consumer} />;
  if (consumer.kind === "user") return name;
  const kind = consumer.kind === "team" ? "teams" : "products";
  return <TextLink href={`/${kind}/${encodeURIComponent(consumer.id)}`}>{name}</TextLink>;
}

const SHOWN = 12;

function Names({ names }: { names: readonly string[] }) {
  return (
    <ul className="flex flex-wrap gap-1">
      {names.slice(0, SHOWN).map((name) => (
        <li key={name}>
          <Badge className="font-mono">{name}</Badge>
        </li>
      ))}
      {names.length > SHOWN && (
        <li title={names.slice(SHOWN).join(", ")} className="text-sm text-soft">
          and {names.length - SHOWN} more
        </li>
      )}
    </ul>
  );
}
