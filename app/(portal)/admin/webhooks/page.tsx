import { AdminHeader } from "@/components/admin/admin-header";
import { NewSource } from "@/components/events/new-source";
import { SourceTable } from "@/components/events/source-table";
import { Page } from "@/components/ui/page";
import { listSources } from "@/lib/events";
import { enterAdministration, getTeamTree } from "@/lib/identity";
import { page, requestTime } from "@/lib/transport/page";

import { addSource } from "../actions";

export const metadata = { title: "Webhooks" };

export default async function AdminWebhooks() {
  const [sources, teams] = await Promise.all([
    page(listSources, {}),
    page(getTeamTree, {}),
    page(enterAdministration, {}),
  ]);
  return (
    <Page>
      <AdminHeader current="/admin/webhooks" />
      <div className="mb-3 flex flex-wrap items-center justify-between gap-3">
        <p className="max-w-reading text-soft">
          A source registers products, contracts and teams by signed messages, for its team and the teams
          below it.
        </p>
        <NewSource teams={teams} create={addSource} />
      </div>
      <SourceTable sources={sources} now={requestTime()} />
    </Page>
  );
}
