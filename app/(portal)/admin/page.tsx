import { AdminHeader } from "@/components/admin/admin-header";
import { TeamTree } from "@/components/identity/team-tree";
import { Page } from "@/components/ui/page";
import { enterAdministration, getTeamTree, listTeams } from "@/lib/identity";
import { page } from "@/lib/transport/page";

import { endTeam, saveTeam } from "./actions";

export const metadata = { title: "Teams" };

export default async function AdminTeams() {
  const [teams, documents] = await Promise.all([
    page(getTeamTree, {}),
    page(listTeams, {}),
    page(enterAdministration, {}),
  ]);
  return (
    <Page>
      <AdminHeader current="/admin" />
      <TeamTree teams={teams} documents={documents.items} save={saveTeam} end={endTeam} />
    </Page>
  );
}
