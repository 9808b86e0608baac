import type { SignatureScheme } from "@/lib/events/model";

export const schemeWord = (scheme: SignatureScheme): string =>
  ({ "standard-webhooks": "Standard Webhooks", github: "GitHub" })[scheme];
