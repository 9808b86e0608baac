import type { Metadata } from "next";

import { Activity } from "@/components/catalog/activity";
import { readActivity } from "@/components/catalog/activity-address";
import { DocumentText } from "@/components/catalog/document-text";
import { Section } from "@/components/ui/page";
import { diffVersions, getProductSource, listVersions } from "@/lib/catalog";
import { page, requestTime } from "@/lib/transport/page";

import { idOf } from "../../../route-id";
import { productOf } from "../loads";

type Props = {
  params: Promise<{ id: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `Activity of ${(await productOf(await idOf(params))).name}` };
}

export default async function ProductActivity({ params, searchParams }: Props) {
  const [id, given] = await Promise.all([idOf(params), searchParams]);
  const address = readActivity(given);
  const { revision } = await productOf(id);
  const { from, source, before } = address;
  const to = address.to ?? (source === null && revision > 1 ? revision : null);
  const [versions, diff, text] = await Promise.all([
    page(listVersions, { id, cursor: before }),
    to === null ? null : page(diffVersions, { id, to, ...(from !== null && { from }) }),
    source === null ? null : page(getProductSource, { id, revision: source }),
  ]);
  const encoded = encodeURIComponent(id);
  return (
    <Activity
      base={`/products/${encoded}/activity`}
      versions={versions}
      address={address}
      diff={diff}
      now={requestTime()}
    >
      {text && (
        <Section title={`The document of version ${text.revision}`}>
          <DocumentText
            source={text}
            href={text.revision === revision ? `/api/dataproducts/${encoded}` : null}
            label={`Document of version ${text.revision}`}
          />
        </Section>
      )}
    </Activity>
  );
}
