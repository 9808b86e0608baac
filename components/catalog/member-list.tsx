import { Avatar } from "@/components/ui/avatar";
import { Badge } from "@/components/ui/badge";
import { ExternalLink } from "@/components/ui/link";
import type { TeamMember, TeamRole } from "@/lib/identity/model";

const ORDER: readonly TeamRole[] = ["owner", "approver", "steward", "editor", "member"];

/** The people of a team, those first who decide. */
export function MemberList({ members }: { members: readonly TeamMember[] }) {
  const sorted = [...members].sort(
    (a, b) => ORDER.indexOf(a.role) - ORDER.indexOf(b.role) || a.name.localeCompare(b.name),
  );
  return (
    <ul className="divide-y rounded-md border bg-surface">
      {sorted.map(({ email, name, role, source }) => (
        <li key={`${email} ${source}`} className="flex items-center gap-3 px-4 py-2">
          <Avatar name={name} />
          <span className="min-w-0 flex-1">
            <span className="block font-medium">{name}</span>
            {name !== email && (
              <ExternalLink href={`mailto:${email}`} className="block text-sm">
                {email}
              </ExternalLink>
            )}
            {source === "group" && <span className="block text-sm text-faint">by sign-in group</span>}
          </span>
          <Badge tone={role === "owner" ? "accent" : "neutral"}>{role}</Badge>
        </li>
      ))}
    </ul>
  );
}
