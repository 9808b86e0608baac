import { KeyRound, type LucideIcon, Timer, UserRound, Webhook } from "lucide-react";

import type { ActorKind, AuditEntry } from "@/lib/identity/model";

/** Persons, keys, webhook sources and jobs, told apart by icon and word. */
export const ACTOR_KINDS: Readonly<Record<ActorKind, { icon: LucideIcon; word: string; all: string }>> = {
  user: { icon: UserRound, word: "Person", all: "People" },
  key: { icon: KeyRound, word: "API key", all: "API keys" },
  webhook: { icon: Webhook, word: "Webhook", all: "Webhooks" },
  job: { icon: Timer, word: "Job", all: "Jobs" },
};

const SPELLED: Readonly<Record<string, string>> = { api: "API", sla: "SLA", sql: "SQL" };

/** `identity.createApiKey` as people say it: “Create API key”. */
export function actionWords(action: string): string {
  const [, verb = action] = action.split(".");
  const words = verb.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`).split(" ");
  const text = words.map((word) => SPELLED[word] ?? word).join(" ");
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** The domain that an action belongs to. */
export const domainOf = (action: string): string => action.split(".")[0] ?? action;

const PLACES: Readonly<Record<string, string>> = {
  dataproduct: "/products",
  datacontract: "/contracts",
  team: "/teams",
  req: "/requests",
  acc: "/access",
  whs: "/admin/webhooks",
};

/** Where the subject of an entry is shown; null where it has no page of its own. */
export function subjectHref({ subjectId, detail }: Pick<AuditEntry, "subjectId" | "detail">): string | null {
  if (subjectId === null) return null;
  const kind = typeof detail === "object" && detail !== null && "kind" in detail ? detail.kind : null;
  const place = typeof kind === "string" && Object.hasOwn(PLACES, kind) ? PLACES[kind] : placeById(subjectId);
  return place === undefined ? null : `${place}/${encodeURIComponent(subjectId)}`;
}

/** Ids that the portal gives say by their beginning what they are. */
function placeById(id: string): string | undefined {
  const prefix = /^(req|acc|whs)_[0-9a-z]{20}$/.exec(id)?.[1];
  return prefix === undefined ? undefined : PLACES[prefix];
}
