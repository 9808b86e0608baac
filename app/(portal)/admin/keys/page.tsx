import { AdminHeader } from "@/components/admin/admin-header";
import { KeyTable } from "@/components/identity/key-table";
import { NewKey } from "@/components/identity/new-key";
import { Page } from "@/components/ui/page";
import { enterAdministration, getTeamTree, listApiKeys } from "@/lib/identity";
import { page, requestTime } from "@/lib/transport/page";

import { createKey, revokeKey } from "../actions";

export const metadata = { title: "API keys" };

export default async function AdminKeys() {
  const [keys, teams] = await Promise.all([
    page(listApiKeys, {}),
    page(getTeamTree, {}),
    page(enterAdministration, {}),
  ]);
  return (
    <Page>
      <AdminHeader current="/admin/keys" />
      <div className="mb-3 flex flex-wrap items-center justify-between gap-3">
        <p className="max-w-reading text-soft">
          Keys let pipelines and tools speak to the portal, as <code>x-api-key</code> or as a bearer token.
        </p>
        <NewKey teams={teams} create={createKey} allowsOrganization />
      </div>
      <KeyTable keys={keys} now={requestTime()} revoke={revokeKey} />
    </Page>
  );
}
