import { NextRequest } from "next/server";
import { expect, it } from "vitest";

import { proxy } from "@/proxy";

const ask = (path: string) => proxy(new NextRequest(`http://localhost${path}`));

it.each(["/api/dataproducts/%ff", "/products/%ff", "/api/teams/%c0%af", "/products/100%", "/api/a%ed%a0%80"])(
  "answers the address %s with a problem",
  async (path) => {
    const response = ask(path);
    expect(response.status).toBe(400);
    expect(response.headers.get("content-type")).toBe("application/problem+json");
    expect(await response.json()).toMatchObject({ type: "/problems/invalid", status: 400 });
  },
);

it.each(["/products/caf%C3%A9", "/api/dataproducts/a%2Fb", "/api/dataproducts/%F0%9F%98%80"])(
  "lets the address %s pass",
  (path) => {
    expect(ask(path).headers.get("x-middleware-next")).toBe("1");
  },
);
