import { aProduct, ask, askFor, open, rowOf } from "../fixtures/access";
import { expect, test } from "../fixtures/test";

test("three people take a request from the question to access, and nobody reloads", async ({
  page,
  browser,
  request,
  signIn,
  checkA11y,
}) => {
  test.slow();
  const product = await aProduct(request, { personalData: true });
  await signIn("owner");
  await page.goto("/requests");
  const steward = await open(browser, "steward", "/requests");
  const scientist = await open(browser, "scientist", "/");
  await ask(scientist, product, "Plan around the closing of runways.");
  await scientist.goto("/requests?view=mine");

  await rowOf(page, product).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(`Jonas Feld asks for ${product.name}`);
  await expect(page.getByText("Plan around the closing of runways.")).toBeVisible();
  await checkA11y();
  await page.getByRole("button", { name: "Ask" }).click();
  await page.getByLabel("What do you need to know?").fill("Which runways, and who reads the plan?");
  await checkA11y();
  await page.getByRole("button", { name: "Ask", exact: true }).click();
  await expect(page.getByText("Your question is on its way.")).toBeVisible();

  await expect(scientist.getByText("your answer is waited for").first()).toBeVisible();
  await rowOf(scientist, product).click();
  await expect(scientist.getByText("Aisha Bello asked back. You are to answer.")).toBeVisible();
  await scientist.getByRole("button", { name: "Answer" }).click();
  await scientist.getByLabel("Your answer").fill("09L and 27R; my team alone.");
  await scientist.getByRole("button", { name: "Answer", exact: true }).click();
  await expect(scientist.getByText("Your answer is on its way.")).toBeVisible();

  await expect(page.getByText("09L and 27R; my team alone.")).toBeVisible();
  await page.getByRole("button", { name: "Approve" }).click();
  await expect(page.getByText("Then Data governance is asked.")).toBeVisible();
  await page.getByLabel("Note").fill("Only until the works end.");
  await page.getByRole("button", { name: "Approve", exact: true }).click();
  await expect(page.getByText("You approved.")).toBeVisible();
  await expect(scientist.getByText("Aisha Bello approved for Aviation")).toBeVisible();

  await rowOf(steward, product).click();
  await expect(steward.getByText("Only until the works end.")).toBeVisible();
  await steward.getByRole("button", { name: "Approve" }).click();
  await steward.getByLabel("Note").fill("Delete it in June.");
  await steward.getByRole("button", { name: "Approve", exact: true }).click();
  await expect(steward.getByText("You approved.")).toBeVisible();

  await expect(scientist.getByRole("link", { name: "See the access" })).toBeVisible();
  await expect(scientist.getByText("Tomasz Wieczorek approved for Data governance").first()).toBeVisible();
  await expect(scientist.getByText("Delete it in June.").first()).toBeVisible();
  await Promise.all([steward.context().close(), scientist.context().close()]);
});

test("a no needs a reason, and whoever asked reads it", async ({ page, browser, request, signIn }) => {
  const product = await aProduct(request);
  const outsider = await open(browser, "outsider", "/");
  await ask(outsider, product, "Freight by runway.");
  await signIn("owner");
  await page.goto("/requests");
  await rowOf(page, product).click();

  await page.getByRole("button", { name: "Reject" }).click();
  const why = page.getByLabel("Why?");
  await page.getByRole("button", { name: "Reject", exact: true }).click();
  await expect(why).toBeFocused();
  await why.fill("Freight is in the product of the markets domain.");
  await page.getByRole("button", { name: "Reject", exact: true }).click();
  await expect(page.getByText("You rejected the request.")).toBeVisible();

  await outsider.goto("/requests?view=mine");
  await rowOf(outsider, product).click();
  await expect(outsider.getByText("Freight is in the product of the markets domain.").first()).toBeVisible();
  await expect(outsider.getByRole("button", { name: "Withdraw" })).toBeHidden();
  await outsider.context().close();
});

test("requests with the same facts are approved together, each told what became of it", async ({
  page,
  request,
  signIn,
  checkA11y,
}) => {
  const product = await aProduct(request);
  for (const persona of ["outsider", "keeper"] as const) await askFor(request, product, persona);
  await signIn("owner");
  await page.goto(`/requests?product=${product.id}`);
  const boxes = page.getByRole("checkbox", { name: new RegExp(product.name) });
  await expect(boxes).toHaveCount(2);
  await boxes.first().check();
  await page.getByRole("button", { name: /^All 2 requests/ }).click();
  await expect(boxes.last()).toBeChecked();
  await checkA11y();
  await page.getByLabel("Note to those who asked").fill("Welcome on the runway.");
  await page.getByRole("button", { name: "Approve 2 requests" }).click();
  await expect(page.getByText("Approved 2 requests.")).toBeVisible();
  await expect(boxes).toHaveCount(0);

  await page.goto(`/requests?view=decided&product=${product.id}`);
  await expect(page.getByText(/approved by Aisha Bello/)).toHaveCount(2);
});

test("somebody decides for a person who is away, and it is on the record for whom", async ({
  page,
  browser,
  request,
  signIn,
}) => {
  const product = await aProduct(request);
  await askFor(request, product, "outsider");
  await signIn("owner");
  await page.goto("/settings");
  const away = page.getByRole("region", { name: "While you are away" });
  await away.getByLabel("Who decides for you").selectOption({ label: "Chen Wei" });
  await away.getByLabel("Back on").fill(inDays(9));
  await away.getByRole("button", { name: "Let them decide" }).click();
  await expect(away.getByText("Chen Wei decides for you").first()).toBeVisible();

  const engineer = await open(browser, "engineer", `/requests?product=${product.id}`);
  await expect(engineer.getByText(/^for Aisha Bello, who is away until/)).toBeVisible();
  await rowOf(engineer, product).click();
  await expect(engineer.getByText(/^You decide for Aisha Bello/)).toBeVisible();
  await engineer.getByRole("button", { name: "Approve" }).click();
  await engineer.getByRole("button", { name: "Approve", exact: true }).click();
  await expect(
    engineer.getByText("Chen Wei approved for Aviation, standing in for Aisha Bello").first(),
  ).toBeVisible();

  await away.getByRole("button", { name: "End it" }).first().click();
  await page.getByRole("dialog").getByRole("button", { name: "End it" }).click();
  await expect(page.getByText("Chen Wei no longer decides for you.")).toBeVisible();
  await engineer.context().close();
});

test("the keyboard alone leads through the inbox to a decision and on", async ({ page, request, signIn }) => {
  const product = await aProduct(request);
  const [first] = [await askFor(request, product, "outsider"), await askFor(request, product, "keeper")];
  await signIn("owner");
  await expect(async () => {
    await page.keyboard.press("g");
    await page.keyboard.press("q");
    await expect(page.getByRole("heading", { level: 1, name: "Requests" })).toBeVisible({ timeout: 2_000 });
  }).toPass();

  await page.goto(`/requests?product=${product.id}`);
  await expect(async () => {
    await page.keyboard.press("j");
    await expect(rowOf(page, product).first()).toBeFocused({ timeout: 500 });
  }).toPass();
  await page.keyboard.press("x");
  await expect(page.getByRole("checkbox", { name: new RegExp(product.name) }).first()).toBeChecked();
  await page.keyboard.press("x");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(new RegExp(`/requests/${first}$`));

  const note = page.getByLabel("Note");
  await expect(async () => {
    await page.keyboard.press("a");
    await expect(note).toBeFocused({ timeout: 500 });
  }).toPass();
  await page.keyboard.type("j and r are letters here.");
  await expect(note).toHaveValue("j and r are letters here.");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("button", { name: "Approve" })).toBeFocused();
  await page.keyboard.press("a");
  await expect(note).toHaveValue("j and r are letters here.");
  await page.keyboard.press("Control+Enter");
  await expect(page.getByText("You approved.")).toBeVisible();

  await page.keyboard.press("j");
  await expect(page).not.toHaveURL(new RegExp(`/requests/${first}$`));
  await expect(page).toHaveURL(/\/requests\/.+/);
});

test("whoever comes too late is told by whom it was decided, and keeps what they wrote", async ({
  page,
  browser,
  request,
  signIn,
}) => {
  const product = await aProduct(request);
  const id = await askFor(request, product, "outsider");
  await signIn("owner");
  await page.goto(`/requests/${id}`);
  await page.getByRole("button", { name: "Reject" }).click();
  await page.getByLabel("Why?").fill("A long reason that took an hour to write.");

  const admin = await open(browser, "admin", `/requests/${id}`);
  await admin.getByRole("button", { name: "Approve" }).click();
  await admin.getByRole("button", { name: "Approve", exact: true }).click();
  await expect(admin.getByText("You approved.")).toBeVisible();

  const alert = page.getByRole("main").getByRole("alert");
  await expect(alert).toContainText("Mara Lindqvist approved for Aviation.");
  await expect(alert).toContainText("A long reason that took an hour to write.");
  await expect(page.getByRole("link", { name: "See the access" })).toBeVisible();
  await admin.context().close();
});

const inDays = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
