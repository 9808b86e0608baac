import type { ReactNode } from "react";

import { Shell } from "@/components/shell/shell";
import { countWaiting } from "@/lib/access";
import { countNotices } from "@/lib/events";
import { getMe } from "@/lib/identity";
import { env } from "@/lib/platform/env";
import { page } from "@/lib/transport/page";

/** The frame. What it shows or hides is convenience: every operation decides for itself. */
export default async function PortalLayout({ children }: { children: ReactNode }) {
  const [me, counts, notices] = await Promise.all([
    page(getMe, {}),
    page(countWaiting, {}),
    page(countNotices, {}),
  ]);
  const isAdmin = me.orgRole === "admin";
  const reach = {
    administers: isAdmin,
    governs: me.orgRole === "governance",
    waiting: counts.waiting + counts.mine,
    registers: isAdmin || me.teams.some(({ role }) => role === "owner" || role === "editor"),
  };
  return (
    <Shell
      organization={env().organization}
      person={{ name: me.name, email: me.email }}
      reach={reach}
      live={{ ...notices, waiting: reach.waiting }}
    >
      {children}
    </Shell>
  );
}
