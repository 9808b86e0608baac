import { expect, test } from "../fixtures/test";

for (const path of ["/api/dataproducts/%ff", "/api/dataproducts/%", "/products/%ff", "/api/v1/%c0%af"])
  test(`the address ${path}, which cannot be read, is answered with a problem`, async ({ request }) => {
    const response = await request.get(path);
    expect(response.status()).toBe(400);
    expect(response.headers()["content-type"]).toContain("application/problem+json");
  });

test("an address with percent signs that can be read reaches its route", async ({ request }) => {
  const response = await request.get("/api/dataproducts/caf%C3%A9%25");
  expect(response.status()).toBe(401);
});
