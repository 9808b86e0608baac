import { Monitor, Smartphone } from "lucide-react";

import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Confirm } from "@/components/ui/confirm";
import { Dotted } from "@/components/ui/dotted";
import { RelativeTime } from "@/components/ui/relative-time";
import type { Session } from "@/lib/identity/model";
import type { Action } from "@/lib/platform/wire";

import { browserName } from "./browser-name";

type Props = { sessions: readonly Session[]; now: Date; end: Action<unknown> };

/** Where the person is signed in. This session is ended by signing out. */
export function SessionList({ sessions, now, end }: Props) {
  return (
    <ul aria-label="Sessions" className="divide-y divide-line rounded-md border bg-surface">
      {sessions.map((session) => {
        const name = browserName(session.userAgent);
        const Icon = /iOS|Android/.test(name) ? Smartphone : Monitor;
        return (
          <li key={session.id} className="flex flex-wrap items-center gap-x-3 gap-y-2 px-4 py-3">
            <Icon aria-hidden className="size-4 shrink-0 stroke-[1.5] text-faint" />
            <div className="min-w-0 flex-1">
              <p className="flex flex-wrap items-center gap-x-2 font-medium">
                {name}
                {session.isCurrent && <Badge tone="accent">this session</Badge>}
              </p>
              <Dotted>
                <span>
                  signed in <RelativeTime at={session.createdAt} now={now} />
                </span>
                <span>
                  last used <RelativeTime at={session.lastSeenAt} now={now} />
                </span>
                <span>
                  ends <RelativeTime at={session.expiresAt} now={now} />
                </span>
              </Dotted>
            </div>
            {!session.isCurrent && (
              <Confirm
                trigger={
                  <Button variant="danger" size="sm">
                    End session
                  </Button>
                }
                title={`End the session in ${name}?`}
                verb="End session"
                action={end}
                fields={{ id: session.id }}
                done={`The session in ${name} has ended.`}
              >
                Whoever uses it has to sign in again.
              </Confirm>
            )}
          </li>
        );
      })}
    </ul>
  );
}
