import { ConnectorTable } from "@/components/access/connector-table";
import { AdminHeader } from "@/components/admin/admin-header";
import { Page } from "@/components/ui/page";
import { listConnectors } from "@/lib/access";
import { getMe } from "@/lib/identity";
import { page, requestTime } from "@/lib/transport/page";

import { endConnector } from "../actions";

export const metadata = { title: "Connectors" };

export default async function AdminConnectors() {
  const [{ items }, me] = await Promise.all([page(listConnectors, {}), page(getMe, {})]);
  const manages = me.orgRole === "admin";
  return (
    <Page>
      <AdminHeader current="/admin/connectors" manages={manages} />
      <p className="mb-3 max-w-reading text-soft">
        A connector is a program that grants and removes access on a platform. It serves every port whose
        server is of its type; all others are granted by hand.
      </p>
      <ConnectorTable connectors={items} now={requestTime()} remove={manages ? endConnector : null} />
    </Page>
  );
}
