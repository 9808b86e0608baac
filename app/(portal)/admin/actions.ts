"use server";

import {
  createApiKey,
  deactivateUser,
  reactivateUser,
  registerTeam,
  removeTeam,
  revokeAllSessions,
  revokeApiKey,
  setOrgRole,
} from "@/lib/identity";
import { action } from "@/lib/transport/action";
import { teamFromForm } from "@/lib/transport/team-form";

export const saveTeam = action(registerTeam, { refresh: "/admin", input: teamFromForm });
export const endTeam = action(removeTeam, { refresh: "/admin" });

export const changeRole = action(setOrgRole, { refresh: "/admin/people" });
export const deactivatePerson = action(deactivateUser, { refresh: "/admin/people" });
export const reactivatePerson = action(reactivateUser, { refresh: "/admin/people" });
export const endAllSessions = action(revokeAllSessions, { refresh: "/admin/people" });

export const createKey = action(createApiKey, { refresh: "/admin/keys" });
export const revokeKey = action(revokeApiKey, { refresh: "/admin/keys" });
