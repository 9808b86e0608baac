import { Network } from "lucide-react";

import { DomainCard } from "@/components/catalog/domain-card";
import { EmptyState } from "@/components/ui/empty-state";
import { Page, PageHeader } from "@/components/ui/page";
import { listDomains } from "@/lib/catalog";
import { page } from "@/lib/transport/page";

export const metadata = { title: "Domains" };

export default async function Domains() {
  const domains = await page(listDomains, {});
  return (
    <Page>
      <PageHeader
        title="Domains"
        description="Each domain owns its data and serves it to the others as products."
      />
      {domains.length === 0 ? (
        <EmptyState icon={Network} title="No domains yet">
          A domain is a team of type Domain. An administrator registers the first one.
        </EmptyState>
      ) : (
        <ul className="grid gap-4 sm:grid-cols-2 xl:grid-cols-3">
          {domains.map((domain) => (
            <DomainCard key={domain.id} domain={domain} />
          ))}
        </ul>
      )}
    </Page>
  );
}
