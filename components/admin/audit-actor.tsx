import type { AuditEntry } from "@/lib/identity/model";

import { ACTOR_KINDS } from "./audit-words";

type Props = { entry: Pick<AuditEntry, "actorKind" | "actorName"> };

/** Who did it: the icon and the word of the kind, and the name. */
export function AuditActor({ entry: { actorKind, actorName } }: Props) {
  const { icon: Icon, word } = ACTOR_KINDS[actorKind];
  return (
    <span className="inline-flex max-w-full items-baseline gap-1.5">
      <Icon aria-hidden className="size-3.5 shrink-0 translate-y-0.5 stroke-[1.5] text-faint" />
      <span className="min-w-0 wrap-anywhere">
        <span className="text-faint">{word}</span> {actorName}
      </span>
    </span>
  );
}
