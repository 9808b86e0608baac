import { AdminHeader } from "@/components/admin/admin-header";
import { IndexPanel } from "@/components/search/index-panel";
import { MissTable } from "@/components/search/miss-table";
import { Page, Section } from "@/components/ui/page";
import { getSearchIndexStatus, listMisses } from "@/lib/search";
import { page, requestTime } from "@/lib/transport/page";

import { rebuildSearch } from "../actions";

export const metadata = { title: "Search index" };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function AdminSearch({ searchParams }: Props) {
  const { cursor } = await searchParams;
  const [status, misses] = await Promise.all([
    page(getSearchIndexStatus, {}),
    page(listMisses, { ...(typeof cursor === "string" && { cursor }) }),
  ]);
  const now = requestTime();
  return (
    <Page>
      <AdminHeader current="/admin/search" />
      <Section title="Index">
        <IndexPanel status={status} now={now} rebuild={rebuildSearch} />
      </Section>
      <Section
        title="What people did not find"
        description="Searches without a result: each may be a product that somebody should offer."
      >
        <MissTable misses={misses} now={now} />
      </Section>
    </Page>
  );
}
