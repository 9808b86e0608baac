import { AdminHeader } from "@/components/admin/admin-header";
import { PermissionFilters } from "@/components/admin/permission-filters";
import { PermissionQuestion } from "@/components/admin/permission-question";
import { PermissionTable } from "@/components/admin/permission-table";
import { RoleLegend } from "@/components/admin/role-legend";
import { Page, Section } from "@/components/ui/page";
import { Pagination } from "@/components/ui/pagination";
import { getMe } from "@/lib/identity";
import { page } from "@/lib/transport/page";
import { askedQuestion, questionGroups, shownPart } from "@/lib/transport/permissions/address";
import { listPermissions } from "@/lib/transport/permissions/operations";
import { PERSONAS, ROLES } from "@/lib/transport/permissions/personas";
import { explainPermission } from "@/lib/transport/registry";

export const metadata = { title: "Permissions" };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function AdminPermissions({ searchParams }: Props) {
  const params = await searchParams;
  const asked = askedQuestion(params);
  const [all, me] = await Promise.all([page(listPermissions, {}), page(getMe, {})]);
  const answer = asked && (await page(explainPermission, asked));
  const shown = shownPart(params, all);
  return (
    <Page>
      <AdminHeader current="/admin/permissions" manages={me.orgRole === "admin"} />
      <Section
        title="Why not me?"
        description="What a person may do with one thing, by the rules as they are now. Nothing is done."
      >
        <PermissionQuestion
          groups={questionGroups}
          asked={asked ?? { person: "", operation: "catalog.getProduct", thing: "" }}
          answer={answer}
        />
      </Section>
      <Section
        title="Who may do what"
        count={shown.count}
        description="Tried by everybody on things of one team, Shop, in the domain Sales; the consumer is of another domain."
      >
        <PermissionFilters
          text={shown.filter.text}
          domain={shown.filter.domain ?? ""}
          persona={shown.filter.persona ?? ""}
          domains={shown.domains}
          personas={PERSONAS.map(({ id, label }) => ({ value: id, label }))}
        />
        <PermissionTable rows={shown.rows} personas={shown.personas} />
        <Pagination page={shown.page} pageCount={shown.pageCount} hrefOf={shown.hrefOf} label="Permissions" />
      </Section>
      <Section title="Who they are">
        <RoleLegend
          groups={[
            { group: "In the matrix", roles: PERSONAS.map(({ label, who }) => ({ name: label, what: who })) },
            ...ROLES,
          ]}
        />
      </Section>
    </Page>
  );
}
