import { AdminHeader } from "@/components/admin/admin-header";
import { TeamTree } from "@/components/identity/team-tree";
import { Page } from "@/components/ui/page";
import { getTeamTree, listTeams, listUsers } from "@/lib/identity";
import { page } from "@/lib/transport/page";

import { endTeam, saveTeam } from "./actions";

export const metadata = { title: "Teams" };

export default async function AdminTeams() {
  // Only administrators manage people: the question decides who may open this page.
  const [teams, documents] = await Promise.all([
    page(getTeamTree, {}),
    page(listTeams, {}),
    page(listUsers, {}),
  ]);
  return (
    <Page>
      <AdminHeader current="/admin" />
      <TeamTree teams={teams} documents={documents.items} save={saveTeam} end={endTeam} />
    </Page>
  );
}
