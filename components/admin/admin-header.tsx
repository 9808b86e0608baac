import type { ReactNode } from "react";

import { PageHeader } from "@/components/ui/page";
import { TabLinks } from "@/components/ui/tab-links";

const TABS = [
  { href: "/admin", label: "Teams" },
  { href: "/admin/people", label: "People" },
  { href: "/admin/keys", label: "API keys" },
  { href: "/admin/webhooks", label: "Webhooks" },
  { href: "/admin/connectors", label: "Connectors" },
  { href: "/admin/jobs", label: "Jobs" },
  { href: "/admin/search", label: "Search index" },
  { href: "/admin/permissions", label: "Permissions" },
  { href: "/admin/audit", label: "Audit" },
] as const;

type Tab = (typeof TABS)[number]["href"];

/** What governance finds here besides administrators. */
const OF_GOVERNANCE: readonly Tab[] = [
  "/admin/connectors",
  "/admin/jobs",
  "/admin/search",
  "/admin/permissions",
  "/admin/audit",
];

type Props = {
  current: Tab;
  actions?: ReactNode;
  /** False for governance, who reads some of it and manages nothing. */
  manages?: boolean;
};

/** The head of every page of the administration. */
export function AdminHeader({ current, actions, manages = true }: Props) {
  const tabs = TABS.filter(({ href }) => manages || OF_GOVERNANCE.includes(href));
  return (
    <div className="mb-6">
      <PageHeader title="Admin" actions={actions} />
      <TabLinks label="Administration" tabs={tabs} current={current} className="-mt-2" />
    </div>
  );
}
