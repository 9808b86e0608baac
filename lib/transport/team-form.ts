import "server-only";

import { DomainError } from "@/lib/platform/errors";

/**
 * Makes the input of `registerTeam` of the fields of the team form. The document that was there keeps every
 * key the form does not show.
 */
export function teamFromForm(form: FormData): Record<string, unknown> {
  const id = text(form, "id");
  const parent = text(form, "parent");
  const description = text(form, "description");
  const former = formerDocument(text(form, "document"));
  const kept = Object.fromEntries(Object.entries(former).filter(([key]) => !CLEARED_BY_BLANKS.has(key)));
  const document = {
    ...kept,
    id,
    name: text(form, "name"),
    type: text(form, "type"),
    ...(parent && { parent }),
    ...(description && { description }),
    members: membersOf(text(form, "members"), former.members),
  };
  return { id, document };
}

/** An empty field takes these out of the document. */
const CLEARED_BY_BLANKS: ReadonlySet<string> = new Set(["parent", "description"]);

function text(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === "string" ? value.trim() : "";
}

function formerDocument(json: string): Record<string, unknown> {
  if (json === "") return {};
  try {
    const value: unknown = JSON.parse(json);
    return isObject(value) ? value : {};
  } catch {
    throw new DomainError("invalid", "The form is damaged. Load the page again.");
  }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** One member a line: an e-mail address, then a role. What else was known of a member is kept. */
function membersOf(lines: string, former: unknown): Record<string, unknown>[] {
  const known = Array.isArray(former) ? former.filter(isObject) : [];
  return lines
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "")
    .map((line) => {
      const [emailAddress = "", role = "", ...rest] = line.split(/[\s,;]+/);
      if (rest.length > 0) throw tooMuch(line);
      const before = known.find((member) => member.emailAddress === emailAddress) ?? {};
      return { ...before, emailAddress, ...(role && { role }) };
    });
}

function tooMuch(line: string): DomainError {
  const detail = `“${line}” is not an e-mail address and a role.`;
  return new DomainError("invalid", detail, [{ pointer: "#/members", detail }]);
}
