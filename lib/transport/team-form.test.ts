import { expect, test } from "vitest";

import { teamFromForm } from "./team-form";

function form(fields: Record<string, string>): FormData {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) data.set(name, value);
  return data;
}

const fields = {
  id: "risk",
  name: "Risk",
  type: "Team",
  parent: "payments",
  members: "ada@example.org owner",
};

test("makes a document of the fields", () => {
  expect(teamFromForm(form(fields))).toEqual({
    id: "risk",
    document: {
      id: "risk",
      name: "Risk",
      type: "Team",
      parent: "payments",
      members: [{ emailAddress: "ada@example.org", role: "owner" }],
    },
  });
});

test("keeps what the form does not show, of the team and of its members", () => {
  const former = {
    ...{ id: "risk", tags: ["x"], links: { wiki: "https://example.org" } },
    members: [{ emailAddress: "ada@example.org", role: "member", name: "Ada" }],
  };
  expect(teamFromForm(form({ ...fields, document: JSON.stringify(former) })).document).toMatchObject({
    tags: ["x"],
    links: { wiki: "https://example.org" },
    members: [{ emailAddress: "ada@example.org", role: "owner", name: "Ada" }],
  });
});

test("takes out what the person cleared", () => {
  const former = { id: "risk", parent: "payments", description: "Old." };
  const { document } = teamFromForm(form({ ...fields, parent: "", document: JSON.stringify(former) }));
  expect(document).not.toHaveProperty("parent");
  expect(document).not.toHaveProperty("description");
});

test("names the line that is no member", () => {
  expect(() => teamFromForm(form({ ...fields, members: "Ada Lovelace ada@example.org" }))).toThrow(
    "“Ada Lovelace ada@example.org” is not an e-mail address and a role.",
  );
});
