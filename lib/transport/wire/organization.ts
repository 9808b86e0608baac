import "server-only";

import { env } from "@/lib/platform/env";
import type { Runtime } from "@/lib/platform/operation";

import { type Handler, handler } from "../route";

/** What clients ask to learn where they are: whoever is known may. */
export const organizationSettingsRoute = (live: { runtime?: Runtime } = {}): Handler =>
  handler({ name: "organization.getSettings", ...live }, () => Promise.resolve(settings()));

function settings(): Response {
  const { organization, publicUrl, oidc } = env();
  return Response.json(
    {
      vanityUrl: slugOf(organization),
      host: publicUrl,
      fullName: organization,
      logoUrl: "",
      supportEmailAddress: null,
      ...(oidc && { sso: { issuer: oidc.name } }),
    },
    { headers: { "cache-control": "no-store" } },
  );
}

const slugOf = (name: string): string =>
  name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^-|-$/g, "") || "organization";
