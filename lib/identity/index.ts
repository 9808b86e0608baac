import "server-only";

export { type PreparedTeam, prepareTeam } from "./document";
export { MembershipsChanged, TeamRegistered } from "./events";
export { forgetSessions } from "./jobs";
export type { TeamPlace } from "./model";
export {
  actorKey,
  displayNames,
  everyTeam,
  findTeam,
  peopleByIds,
  peopleOfTeams,
  rolesBelow,
  subtreeIds,
  teamsByIds,
} from "./reads";
export { actorOfPerson, resolveActor, sessionIdOf } from "./resolve-actor";
export { exportAudit, getAuditEntry, getAuditSummary, listAudit } from "./service/audit";
export { createApiKey, createBootstrapKey, listApiKeys, revokeApiKey } from "./service/keys";
export {
  addDemoPerson,
  deactivateUser,
  enterAdministration,
  getMe,
  getUser,
  listUsers,
  reactivateUser,
  setOrgRole,
  unlinkUser,
  updateProfile,
} from "./service/people";
export { applyTeams, planTeams, type TeamOutcome } from "./service/plan-teams";
export { endSession, listMySessions, revokeAllSessions, revokeSession } from "./service/sessions";
export { signIn, signInAsDemoPerson, signInOptions } from "./service/sign-in";
export { getTeam, getTeamDocument, getTeamTree, listTeams, registerTeam, removeTeam } from "./service/teams";
export { ensureBootstrapKey } from "./start";
