import { CopyButton, CopyId } from "@/components/ui/copy-button";
import { TextLink } from "@/components/ui/link";
import { Fact, Facts } from "@/components/ui/page";
import { RelativeTime } from "@/components/ui/relative-time";
import type { WebhookSource } from "@/lib/events/model";

import { SourceState } from "./source-table";
import { schemeWord } from "./words";

type Props = { source: WebhookSource; now: Date; /** Where to send messages. */ address: string };

export function SourceFacts({ source, now, address }: Props) {
  return (
    <Facts>
      <Fact label="State">
        <SourceState source={source} />
      </Fact>
      <Fact label="Address">
        <span className="flex items-start gap-1">
          <code className="min-w-0 flex-1 text-xs break-all">{address}</code>
          <CopyButton text={address} label="Copy the address" />
        </span>
      </Fact>
      <Fact label="Signature">{schemeWord(source.scheme)}</Fact>
      <Fact label="Registers for">
        <TextLink href={`/teams/${encodeURIComponent(source.teamId)}`}>{source.teamName}</TextLink> and below
      </Fact>
      <Fact label="Secrets">
        <ul>
          {source.secrets.map(({ id, createdAt, expiresAt }) => (
            <li key={id}>
              from <RelativeTime at={createdAt} now={now} />
              {expiresAt && (
                <>
                  , ends <RelativeTime at={expiresAt} now={now} />
                </>
              )}
            </li>
          ))}
        </ul>
      </Fact>
      <Fact label="Created">
        <RelativeTime at={source.createdAt} now={now} />
      </Fact>
      <Fact label="Id">
        <CopyId id={source.id} />
      </Fact>
    </Facts>
  );
}
