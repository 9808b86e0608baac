import { Webhook } from "standardwebhooks";

import { expect, test } from "../fixtures/test";

const message = (id: string) =>
  JSON.stringify({
    specversion: "1.0",
    id: `event-${id}`,
    source: "https://ci.example.org/pipelines/7",
    type: "org.example.dataproduct.registered",
    subject: id,
    time: new Date().toISOString(),
    datacontenttype: "application/json",
    data: {
      apiVersion: "v1.1.0",
      kind: "DataProduct",
      id,
      name: "Runway works",
      status: "active",
      version: "1.0.0",
      team: { name: "flight-operations" },
      outputPorts: [{ name: "works", version: "1.0.0", type: "table" }],
    },
  });

test("an admin creates a source, a pipeline registers with it, its secret rotates, its log tells", async ({
  page,
  signIn,
  request,
  checkA11y,
}) => {
  const name = `pipeline-${Date.now().toString(36)}`;
  await signIn("admin");
  await page.goto("/admin/webhooks");
  await page.getByRole("button", { name: "New source" }).click();
  await page.getByLabel("Name").fill(name);
  await page.getByLabel("Registers for").selectOption({ label: "Flight operations" });
  await page.getByRole("button", { name: "Create source" }).click();
  const first = await page.locator("[data-secret]").innerText();
  await page.getByRole("button", { name: "I have stored it" }).click();
  await page.getByRole("link", { name }).click();
  await expect(page.getByText("Nothing has come yet")).toBeVisible();
  const source = new URL(page.url()).pathname.split("/").at(-1) ?? "";

  async function send(secret: string, messageId: string, productId: string): Promise<number> {
    const body = message(productId);
    const at = new Date();
    const headers = {
      "content-type": "application/cloudevents+json",
      "webhook-id": messageId,
      "webhook-timestamp": String(Math.floor(at.getTime() / 1000)),
      "webhook-signature": new Webhook(secret).sign(messageId, at, body),
    };
    const response = await request.post(`/api/webhooks/${source}`, { data: Buffer.from(body), headers });
    return response.status();
  }

  const product = `runway-works-${name}`;
  expect(await send(first, `${name}-1`, product)).toBe(200);
  await page.goto(`/products/${product}`);
  await expect(page.getByRole("heading", { level: 1, name: "Runway works" })).toBeVisible();

  await page.goto(`/admin/webhooks/${source}`);
  await page.getByRole("button", { name: "Rotate secret" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Rotate secret" }).click();
  const second = await page.locator("[data-secret]").innerText();
  expect(second).not.toBe(first);
  await page.getByRole("button", { name: "I have stored it" }).click();

  expect(await send(first, `${name}-2`, product), "the former secret counts while rotating").toBe(200);
  expect(await send(second, `${name}-3`, product)).toBe(200);

  await page.reload();
  await page.getByRole("button", { name: "End the former secret" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "End former secret" }).click();
  await expect(page.getByText(`Ended the former secret of ${name}.`).first()).toBeVisible();
  await expect(page.getByRole("button", { name: "End the former secret" })).toHaveCount(0);
  expect(await send(first, `${name}-4`, product)).toBe(401);

  await page.reload();
  await expect(page.getByRole("table", { name: "Deliveries" }).getByText("Accepted").first()).toBeVisible();
  await page.getByRole("link", { name: "Refused" }).click();
  await expect(page.getByText(/signature/i).first()).toBeVisible();
  await checkA11y();
});
