import { Boxes, User, Users } from "lucide-react";
import type { LucideIcon } from "lucide-react";

import type { Consumer, ConsumerKind } from "@/lib/access/model";

import { CONSUMER_KINDS } from "./words";

const ICONS: Readonly<Record<ConsumerKind, LucideIcon>> = { user: User, team: Users, product: Boxes };

/** A consumer with the sign of its kind. */
export function ConsumerName({ consumer: { kind, name } }: { consumer: Pick<Consumer, "kind" | "name"> }) {
  const Icon = ICONS[kind];
  return (
    <span className="inline-flex items-start gap-1.5">
      <Icon aria-hidden className="mt-0.5 size-4 shrink-0 stroke-[1.5] text-faint" />
      <span className="wrap-anywhere">
        {name}
        <span className="sr-only">, {CONSUMER_KINDS[kind]}</span>
      </span>
    </span>
  );
}
