import { expect, test } from "../fixtures/test";

const product = (id: string, purpose: string) => `apiVersion: v1.1.0
kind: DataProduct
id: ${id}
name: Gate changes
status: active
version: 1.0.0
description:
  purpose: ${purpose}
team:
  name: flight-operations
outputPorts:
  - name: gate-changes
    version: 1.0.0
    type: table
    contractId: ${id}
`;

const contract = (id: string) => `apiVersion: v3.1.0
kind: DataContract
id: ${id}
version: 1.0.0
status: active
team:
  name: flight-operations
schema:
  - name: gate_changes
    properties:
      - name: flight_number
        logicalType: string
        required: true
`;

test("an owner sees what a document would change, registers it, and finds it", async ({ page, signIn }) => {
  const id = `gate-changes-${Date.now().toString(36)}`;
  await signIn("owner");
  await page.goto("/register");
  await page
    .getByRole("textbox", { name: "Documents" })
    .fill(`${product(id, "Which gates changed.")}---\n${contract(id)}`);

  await page.getByRole("button", { name: "Show what would change" }).click();
  await expect(page.getByRole("heading", { name: "Would register 2 documents: 2 new" })).toBeVisible();

  await page.getByRole("button", { name: "Register 2 documents" }).click();
  await expect(page.getByRole("heading", { name: "Registered 2 documents: 2 new" })).toBeVisible();

  await page.getByRole("link", { name: id }).first().click();
  await expect(page.getByRole("heading", { level: 1, name: "Gate changes" })).toBeVisible();
  await expect(page.getByText("Which gates changed.").first()).toBeVisible();

  await expect(async () => {
    await page.goto(`/search?q=${id}`);
    await expect(page.getByRole("link", { name: "Gate changes" }).first()).toBeVisible({ timeout: 1_000 });
  }).toPass({ timeout: 10_000 });
});

test("an owner uploads a new version and reads the difference before it counts", async ({ page, signIn }) => {
  const id = `gate-versions-${Date.now().toString(36)}`;
  await signIn("owner");
  await page.goto("/register");
  await page.getByRole("textbox", { name: "Documents" }).fill(product(id, "First words."));
  await page.getByRole("button", { name: "Show what would change" }).click();
  await page.getByRole("button", { name: "Register this document" }).click();
  await page.getByRole("button", { name: "Register more" }).click();

  await page.getByLabel("Files").setInputFiles({
    name: "product.odps.yaml",
    mimeType: "application/yaml",
    buffer: Buffer.from(product(id, "Better words.")),
  });
  await page.getByRole("button", { name: "Show what would change" }).click();
  await expect(page.getByText("/description/purpose")).toBeVisible();
  await expect(page.getByText("Better words.")).toBeVisible();
  await page.getByRole("button", { name: "Register this document" }).click();
  await expect(page.getByRole("heading", { name: "Registered 1 document: 1 changed" })).toBeVisible();

  await page.goto(`/products/${id}/activity`);
  await expect(page.getByText("Better words.").first()).toBeVisible();
});

test("a fault is told with its place, and nothing is registered", async ({ page, signIn, checkA11y }) => {
  await signIn("owner");
  await page.goto("/register");
  await page
    .getByRole("textbox", { name: "Documents" })
    .fill(product("x", "Text.").replace("flight-operations", "nobody-at-all"));
  await page.getByRole("button", { name: "Show what would change" }).click();

  await expect(page.getByRole("heading", { name: "Would register 1 document: 1 refused" })).toBeVisible();
  await expect(page.getByText(/nobody-at-all/).last()).toBeVisible();
  await expect(page.getByText(/Line \d+/).first()).toBeVisible();
  await expect(page.getByRole("button", { name: /^Register this/ })).toHaveCount(0);
  await checkA11y();
});

test.describe("without a team", () => {
  test.use({ expectedErrors: [/status of 403/] });

  test("a newcomer without a team is told that registering is not open to them", async ({ page, signIn }) => {
    await signIn("newcomer");
    await page.goto("/register");
    await expect(page.getByText("This page is not open to you")).toBeVisible();
  });
});
