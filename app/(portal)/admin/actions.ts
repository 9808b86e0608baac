"use server";

import { removeConnector } from "@/lib/access";
import {
  createSource,
  disableSource,
  enableSource,
  retryJob,
  revokeFormerSecret,
  rotateSecret,
} from "@/lib/events";
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
import { rebuildIndex } from "@/lib/search";
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

export const addSource = action(createSource, { refresh: "/admin/webhooks" });
export const renewSecret = action(rotateSecret, { refresh: "/admin/webhooks" });
export const endFormerSecret = action(revokeFormerSecret, { refresh: "/admin/webhooks" });
export const stopSource = action(disableSource, { refresh: "/admin/webhooks" });
export const resumeSource = action(enableSource, { refresh: "/admin/webhooks" });

export const tryAgain = action(retryJob, { refresh: "/admin/jobs" });
export const rebuildSearch = action(rebuildIndex, { refresh: "/admin/search" });

export const endConnector = action(removeConnector, { refresh: "/admin/connectors" });
