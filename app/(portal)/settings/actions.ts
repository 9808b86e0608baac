"use server";

import { createApiKey, revokeAllSessions, revokeApiKey, revokeSession, updateProfile } from "@/lib/identity";
import { action } from "@/lib/transport/action";

const refresh = "/settings";

export const saveProfile = action(updateProfile, { refresh });
export const endSession = action(revokeSession, { refresh });
export const endOtherSessions = action(revokeAllSessions, { refresh });
export const createKey = action(createApiKey, { refresh });
export const revokeKey = action(revokeApiKey, { refresh });
