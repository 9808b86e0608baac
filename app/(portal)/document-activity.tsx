import { Activity } from "@/components/catalog/activity";
import { readActivity } from "@/components/catalog/activity-address";
import { DocumentText } from "@/components/catalog/document-text";
import { Section } from "@/components/ui/page";
import type { diffVersions, getProductSource, listVersions } from "@/lib/catalog";
import { page, requestTime } from "@/lib/transport/page";

type Props = {
  id: string;
  /** The present revision. */
  revision: number;
  given: Record<string, string | string[] | undefined>;
  /** Where the pages and the documents of its kind are. */
  places: { pages: string; documents: string };
  operations: { list: typeof listVersions; diff: typeof diffVersions; source: typeof getProductSource };
};

/** The versions of a product or a contract, what differs between two of them, and the text of one. */
export async function DocumentActivity({ id, revision, given, places, operations }: Props) {
  const address = readActivity(given);
  const { from, source, before } = address;
  const to = address.to ?? (source === null && revision > 1 ? revision : null);
  const [versions, diff, text] = await Promise.all([
    page(operations.list, { id, cursor: before }),
    to === null ? null : page(operations.diff, { id, to, ...(from !== null && { from }) }),
    source === null ? null : page(operations.source, { id, revision: source }),
  ]);
  const encoded = encodeURIComponent(id);
  return (
    <Activity
      base={`${places.pages}/${encoded}/activity`}
      versions={versions}
      address={address}
      diff={diff}
      now={requestTime()}
    >
      {text && (
        <Section title={`The document of version ${text.revision}`}>
          <DocumentText
            source={text}
            href={text.revision === revision ? `${places.documents}/${encoded}` : null}
            label={`Document of version ${text.revision}`}
          />
        </Section>
      )}
    </Activity>
  );
}
