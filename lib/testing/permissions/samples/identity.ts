import type { Sample } from "../sample";

const nothing = () => ({});
const browser = { userAgent: null, formerSessionId: null };
const team = (over: object) => ({ id: "shop", name: "Shop", type: "Team", parent: "sales", ...over });

export const identitySamples: Record<string, Sample> = {
  "identity.registerTeam": {
    about: "the team Shop",
    input: () => ({ id: "shop", document: team({ description: "Sells things." }) }),
  },
  "identity.removeTeam": { about: "a team below Shop", input: () => ({ id: "empty" }) },
  "identity.getTeam": { about: "the team Shop", input: () => ({ id: "shop" }) },
  "identity.getTeamDocument": { about: "the team Shop", input: () => ({ id: "shop" }) },
  "identity.listTeams": { about: "all teams", input: nothing },
  "identity.getTeamTree": { about: "all teams", input: nothing },
  "identity.createApiKey": {
    about: "a key of the team Shop",
    input: () => ({ name: "New", scope: "team", access: "write", teamId: "shop" }),
  },
  "identity.revokeApiKey": { about: "a key of the team Shop", input: () => ({ id: "key_spare" }) },
  "identity.listApiKeys": {
    about: "the keys of the team Shop",
    input: nothing,
    shows: (value) => JSON.stringify(value).includes("key_spare"),
  },
  "identity.createBootstrapKey": {
    about: "the first key of an installation",
    input: () => ({ secret: "trl_a-secret-of-some-length-0123456789" }),
  },
  "identity.getMe": { about: "one's own account", input: nothing },
  "identity.updateProfile": { about: "one's own account", input: () => ({ name: "Name", title: "Title" }) },
  "identity.getUser": { about: "the account of somebody else", input: () => ({ id: "usr_other" }) },
  "identity.listUsers": { about: "all accounts", input: nothing },
  "identity.enterAdministration": { about: "the administration", input: nothing },
  "identity.setOrgRole": {
    about: "the account of somebody else",
    input: () => ({ id: "usr_other", orgRole: "governance" }),
  },
  "identity.deactivateUser": { about: "the account of somebody else", input: () => ({ id: "usr_other" }) },
  "identity.reactivateUser": { about: "a deactivated account", input: () => ({ id: "usr_gone" }) },
  "identity.unlinkUser": { about: "an account with an identity", input: () => ({ id: "usr_linked" }) },
  "identity.addDemoPerson": {
    about: "a person of the demo",
    input: () => ({ email: "new@example.org", name: "New", title: null, orgRole: "member" }),
  },
  "identity.listMySessions": { about: "one's own sessions", input: nothing },
  "identity.revokeSession": { about: "a session of somebody else", input: () => ({ id: "ses_other" }) },
  "identity.revokeAllSessions": {
    about: "the sessions of somebody else",
    input: () => ({ userId: "usr_other" }),
  },
  "identity.endSession": { about: "a session of somebody else", input: () => ({ id: "ses_other" }) },
  "identity.signIn": {
    about: "somebody whom the identity provider names",
    input: () => ({
      ...browser,
      identity: {
        ...{ issuer: "https://id.example.org", subject: "new", email: "new@example.org" },
        ...{ emailVerified: true, name: "New", groups: [] },
      },
    }),
  },
  "identity.signInAsDemoPerson": {
    about: "a person of the demo",
    input: () => ({ ...browser, userId: "usr_demo" }),
  },
  "identity.listAudit": { about: "the record", input: nothing },
  "identity.getAuditEntry": { about: "an entry of the record", input: ({ auditId: id }) => ({ id }) },
  "identity.getAuditSummary": { about: "the record", input: nothing },
  "identity.exportAudit": { about: "the record", input: nothing },
};
