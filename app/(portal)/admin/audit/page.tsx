import { AdminHeader } from "@/components/admin/admin-header";
import { filterQuery, readAudit } from "@/components/admin/audit-address";
import { AuditChain } from "@/components/admin/audit-chain";
import { AuditDetail } from "@/components/admin/audit-detail";
import { AuditExports } from "@/components/admin/audit-exports";
import { AuditFilters } from "@/components/admin/audit-filters";
import { AuditTable } from "@/components/admin/audit-table";
import { actionWords } from "@/components/admin/audit-words";
import { Page, Section } from "@/components/ui/page";
import { getAuditEntry, getAuditSummary, getMe, listAudit } from "@/lib/identity";
import { env } from "@/lib/platform/env";
import { page, requestTime } from "@/lib/transport/page";

export const metadata = { title: "Audit" };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function AdminAudit({ searchParams }: Props) {
  const address = readAudit(await searchParams);
  const { filter, cursor, entry: id } = address;
  const [{ items, nextCursor }, { head, actions }, me] = await Promise.all([
    page(listAudit, { ...filter, ...(cursor !== null && { cursor }) }),
    page(getAuditSummary, {}),
    page(getMe, {}),
  ]);
  const isListed = id === null || items.some((item) => item.id === id);
  const linked = isListed ? null : await page(getAuditEntry, { id });
  const { publicUrl } = env();
  return (
    <Page>
      <AdminHeader
        current="/admin/audit"
        manages={me.orgRole === "admin"}
        actions={<AuditExports query={filterQuery(filter).toString()} />}
      />
      {linked && (
        <Section title={`Entry ${linked.seq}: ${actionWords(linked.action)}`}>
          <div className="rounded-md border bg-surface p-4">
            <AuditDetail entry={linked} address={address} publicUrl={publicUrl} />
          </div>
        </Section>
      )}
      <AuditFilters filter={filter} actions={actions} />
      <AuditTable
        entries={items}
        nextCursor={nextCursor}
        address={address}
        publicUrl={publicUrl}
        now={requestTime()}
      />
      <AuditChain head={head} />
    </Page>
  );
}
