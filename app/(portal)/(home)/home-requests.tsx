import { toRequestsHref, wholeView } from "@/components/access/request-address";
import { RequestItem, RequestRows } from "@/components/access/request-list";
import { OwnRow, WaitingRow } from "@/components/access/request-row";
import { AttentionList } from "@/components/catalog/attention-list";
import { countOf } from "@/components/catalog/words";
import { TextLink } from "@/components/ui/link";
import { Section } from "@/components/ui/page";
import { countWaiting, listRequests } from "@/lib/access";
import type { HomeFeed } from "@/lib/catalog/model";
import { page, requestTime } from "@/lib/transport/page";

const SHOWN = 5;

type Props = { attention: HomeFeed["needsAttention"] };

/** What the reader has to do: questions to answer, requests to decide, documents to mend. */
export async function WaitsForYou({ attention }: Props) {
  const [counts, asked, waiting] = await Promise.all([
    page(countWaiting, {}),
    page(listRequests, { view: "mine", status: "needsInformation", limit: SHOWN }),
    page(listRequests, { view: "waiting", limit: SHOWN }),
  ]);
  const count = counts.waiting + counts.mine + attention.length;
  if (count === 0) return null;
  const now = requestTime();
  return (
    <Section
      title="Waits for you"
      count={count}
      action={
        counts.waiting > SHOWN && (
          <TextLink href="/requests">All {countOf(counts.waiting, "request")}</TextLink>
        )
      }
    >
      <div className="space-y-3">
        {asked.items.length > 0 && (
          <RequestRows label="Questions to answer">
            {asked.items.map((request) => (
              <RequestItem key={request.id}>
                <OwnRow request={request} now={now} />
              </RequestItem>
            ))}
          </RequestRows>
        )}
        {waiting.items.length > 0 && (
          <RequestRows label="Requests to decide">
            {waiting.items.map((request) => (
              <RequestItem key={request.id}>
                <WaitingRow request={request} now={now} />
              </RequestItem>
            ))}
          </RequestRows>
        )}
        {attention.length > 0 && <AttentionList products={attention} />}
      </div>
    </Section>
  );
}

const OWN_SHOWN = 3;

/** The reader's last requests that are not asked back about: those stand under what waits. */
export async function OwnRequests() {
  const { items, nextCursor } = await page(listRequests, { view: "mine", limit: OWN_SHOWN });
  const shown = items.filter(({ status }) => status !== "needsInformation");
  if (shown.length === 0) return null;
  return (
    <Section
      title="Your requests"
      action={
        nextCursor !== null && <TextLink href={toRequestsHref(wholeView("mine"))}>All of them</TextLink>
      }
    >
      <RequestRows label="Your requests">
        {shown.map((request) => (
          <RequestItem key={request.id}>
            <OwnRow request={request} now={requestTime()} />
          </RequestItem>
        ))}
      </RequestRows>
    </Section>
  );
}
