/**
 * Everybody that the matrix tells apart. The things that it is tried on belong to one team, Shop, in the domain Sales;
 * the consumer is of another domain.
 */
export const PERSONAS = [
  { id: "anonymous", label: "Anonymous", who: "Sends neither session nor key." },
  { id: "stranger", label: "Stranger", who: "A signed-in person without any team." },
  {
    id: "consumer",
    label: "Consumer",
    who: "A person of another domain who asked for access and holds some.",
  },
  { id: "member", label: "Member", who: "A plain member of the team." },
  { id: "steward", label: "Steward", who: "Looks after the team's data." },
  { id: "editor", label: "Editor", who: "Registers for the team." },
  { id: "approver", label: "Approver", who: "Decides requests for the team." },
  { id: "owner", label: "Owner", who: "Owns the team." },
  { id: "domainOwner", label: "Owner above", who: "Owns the domain that the team is in, and so the team." },
  { id: "governance", label: "Governance", who: "Sees everything; decides where the rules ask for it." },
  { id: "admin", label: "Administrator", who: "Sees and changes everything." },
  { id: "teamReadKey", label: "Team read key", who: "An API key of the team that only reads." },
  { id: "teamKey", label: "Team key", who: "An API key of the team that writes." },
  { id: "readKey", label: "Read key", who: "An API key of the organisation that only reads." },
  { id: "writeKey", label: "Write key", who: "An API key of the organisation that writes." },
  { id: "expiredKey", label: "Expired key", who: "An API key whose last day is over." },
  { id: "revokedKey", label: "Revoked key", who: "An API key that somebody has revoked." },
  { id: "webhook", label: "Webhook", who: "A webhook source of the team; its messages are signed." },
  { id: "job", label: "Job", who: "The portal's own background work." },
] as const;

export type PersonaId = (typeof PERSONAS)[number]["id"];

/** What the roles of the organisation, the roles in a team and the kinds of API keys are for. */
export const ROLES = [
  {
    group: "In the organisation",
    roles: [
      { name: "Member", what: "Everybody with an account. Sees what is not restricted." },
      {
        name: "Governance",
        what: "Sees everything, decides about restricted and personal data, takes access away.",
      },
      { name: "Administrator", what: "Sees and changes everything; alone manages people, sources and jobs." },
    ],
  },
  {
    group: "In a team, and in every team below it",
    roles: [
      { name: "Owner", what: "Describes the team, registers, decides requests, manages the team's keys." },
      { name: "Approver", what: "Decides requests for access, and takes access away." },
      { name: "Editor", what: "Registers data products and contracts." },
      { name: "Steward", what: "Sees the requests for the team's data and who has access." },
      { name: "Member", what: "Sees what is restricted to the team, and uses its access." },
    ],
  },
  {
    group: "Of an API key",
    roles: [
      {
        name: "Organisation, write",
        what: "Acts as an administrator, but never manages people, sessions or keys.",
      },
      { name: "Organisation, read", what: "Sees everything and changes nothing." },
      { name: "Team, write", what: "Acts as an owner of the team and of the teams below it." },
      { name: "Team, read", what: "Sees what a member of the team sees, and changes nothing." },
    ],
  },
] as const;
