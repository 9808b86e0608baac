"use server";

import { delegateDecisions, endDelegation } from "@/lib/access";
import { setNoticePreference, setNoticeZone } from "@/lib/events";
import { createApiKey, revokeAllSessions, revokeApiKey, revokeSession, updateProfile } from "@/lib/identity";
import { action } from "@/lib/transport/action";

const refresh = "/settings";

export const saveProfile = action(updateProfile, { refresh });
export const endSession = action(revokeSession, { refresh });
export const endOtherSessions = action(revokeAllSessions, { refresh });
export const createKey = action(createApiKey, { refresh });
export const revokeKey = action(revokeApiKey, { refresh });
export const delegate = action(delegateDecisions, { refresh });
export const takeBack = action(endDelegation, { refresh });
export const saveZone = action(setNoticeZone, { refresh });
export const savePreference = action(setNoticePreference, {
  refresh,
  input: (form) => ({
    kind: form.get("kind"),
    email: form.get("email"),
    portal: form.get("portal") === "on",
  }),
});
