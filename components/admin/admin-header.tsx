import type { ReactNode } from "react";

import { PageHeader } from "@/components/ui/page";
import { TabLinks } from "@/components/ui/tab-links";

const TABS = [
  { href: "/admin", label: "Teams" },
  { href: "/admin/people", label: "People" },
  { href: "/admin/keys", label: "API keys" },
  { href: "/admin/webhooks", label: "Webhooks" },
  { href: "/admin/jobs", label: "Jobs" },
  { href: "/admin/search", label: "Search index" },
] as const;

type Props = { current: (typeof TABS)[number]["href"]; actions?: ReactNode };

/** The head of every page of the administration. */
export function AdminHeader({ current, actions }: Props) {
  return (
    <div className="mb-6">
      <PageHeader title="Admin" actions={actions} />
      <TabLinks label="Administration" tabs={TABS} current={current} className="-mt-2" />
    </div>
  );
}
