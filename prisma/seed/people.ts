import type { OrgRole } from "@/lib/identity/model";

export type SeedPerson = {
  email: string;
  name: string;
  title: string;
  orgRole: OrgRole;
};

/** The invented people who can be picked at demo sign-in. Their roles in teams are in the team documents. */
export const demoPeople: readonly SeedPerson[] = [
  person("Emma Novak", "Data scientist, in her first week"),
  person("Jonas Feld", "Data scientist, punctuality analytics"),
  person("Chen Wei", "Data engineer, flight operations"),
  person("Aisha Bello", "Domain owner, aviation"),
  person("Henrik Solberg", "Domain owner, climate and weather"),
  person("Priya Raman", "Domain owner, markets and economy"),
  person("Yuki Tanaka", "Editor and domain owner, media"),
  person("Lucía Ortega", "Product owner, demography"),
  person("Grace Kimani", "Domain owner, members and people"),
  person("Noor Haddad", "People operations, keeper of payroll"),
  person("Tomasz Wieczorek", "Data governance steward", "governance"),
  person("Mara Lindqvist", "Platform engineer, administrator", "admin"),
];

function person(name: string, title: string, orgRole: OrgRole = "member"): SeedPerson {
  const mailbox = name.toLowerCase().normalize("NFD").replaceAll(/\p{M}/gu, "").replaceAll(" ", ".");
  return { email: `${mailbox}@example.org`, name, title, orgRole };
}
