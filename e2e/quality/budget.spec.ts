import { expect, test } from "../fixtures/test";

const BUDGET_BYTES = 200 * 1024;

const PAGES = ["/", "/search", "/products/airports", "/products/airports/data", "/register"];

for (const path of PAGES) {
  test(`${path} sends at most 200 KB of script`, async ({ signIn, scriptBytesOf }) => {
    await signIn("owner");
    const bytes = await scriptBytesOf(path);
    test.info().annotations.push({ type: "script bytes", description: `${path}: ${bytes}` });
    expect(bytes, "the fixture sees the scripts").toBeGreaterThan(10_000);
    expect(bytes, `script bytes of ${path}`).toBeLessThanOrEqual(BUDGET_BYTES);
  });
}
