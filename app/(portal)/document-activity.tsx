import type { ReactNode } from "react";
import type { z } from "zod";

import { Activity } from "@/components/catalog/activity";
import { readActivity } from "@/components/catalog/activity-address";
import { DocumentText } from "@/components/catalog/document-text";
import { Section } from "@/components/ui/page";
import type { diffVersions, getProductSource, listVersions } from "@/lib/catalog";
import type { VersionDiff } from "@/lib/catalog/model";
import type { Operation } from "@/lib/platform/operation";
import { page, requestTime } from "@/lib/transport/page";

type Props<Diff extends VersionDiff> = {
  id: string;
  /** The present revision. */
  revision: number;
  given: Record<string, string | string[] | undefined>;
  /** Where the pages and the documents of its kind are. */
  places: { pages: string; documents: string };
  operations: {
    list: typeof listVersions;
    diff: Operation<(typeof diffVersions)["input"], z.ZodType<Diff>>;
    source: typeof getProductSource;
  };
  /** What the differences mean to those who use the data. */
  explain?: (diff: Diff) => ReactNode;
};

/** The versions of a product or a contract, what differs between two of them, and the text of one. */
export async function DocumentActivity<Diff extends VersionDiff>({
  id,
  revision,
  given,
  places,
  operations,
  explain,
}: Props<Diff>) {
  const address = readActivity(given);
  const { from, source, before } = address;
  const to = versionShown(address, revision);
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
      {diff && explain?.(diff)}
    </Activity>
  );
}

/** The version whose differences are shown: the one asked for, else the newest, unless a text was asked for. */
const versionShown = (
  { to, source }: Pick<ReturnType<typeof readActivity>, "to" | "source">,
  revision: number,
): number | null => to ?? (source === null && revision > 1 ? revision : null);
