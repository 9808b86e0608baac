import { AdminHeader } from "@/components/admin/admin-header";
import { PeopleTable } from "@/components/identity/people-table";
import { Page } from "@/components/ui/page";
import { listUsers } from "@/lib/identity";
import { page } from "@/lib/transport/page";

import { changeRole, deactivatePerson, endAllSessions, reactivatePerson } from "../actions";

export const metadata = { title: "People" };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function AdminPeople({ searchParams }: Props) {
  const { q, cursor } = await searchParams;
  const text = typeof q === "string" ? q : "";
  const people = await page(listUsers, {
    ...(text && { q: text }),
    ...(typeof cursor === "string" && { cursor }),
  });
  return (
    <Page>
      <AdminHeader current="/admin/people" />
      <PeopleTable
        text={text}
        people={people.items}
        nextCursor={people.nextCursor}
        actions={{ changeRole, deactivatePerson, reactivatePerson, endAllSessions }}
      />
    </Page>
  );
}
