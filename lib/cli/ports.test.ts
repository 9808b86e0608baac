import net from "node:net";

import { expect, test } from "vitest";

import { chooseFreePort, isPortFree } from "./ports";

const freeExcept = (taken: number[]) => (port: number) => Promise.resolve(!taken.includes(port));

test("the wanted port is taken when it is free", async () => {
  expect(await chooseFreePort(3000, freeExcept([]))).toBe(3000);
});

test("the next free port is taken when the wanted one and its neighbour are not free", async () => {
  expect(await chooseFreePort(3000, freeExcept([3000, 3001]))).toBe(3002);
});

test("the search ends with a message that says what to do", async () => {
  await expect(chooseFreePort(65_530, () => Promise.resolve(false))).rejects.toThrow(
    /65530 to 65535 .* PORT/,
  );
});

test.each(["127.0.0.1", "::1", "0.0.0.0"])("a port that somebody holds on %s is not free", async (host) => {
  const server = net.createServer();
  const isOpen = await new Promise<boolean>((resolve) => {
    server.once("error", () => resolve(false));
    server.listen(0, host, () => resolve(true));
  });
  // A machine without IPv6 has nobody at its loopback.
  if (!isOpen) return;
  const address = server.address();
  const port = address && typeof address === "object" ? address.port : 0;

  expect(await isPortFree(port, "127.0.0.1")).toBe(false);
  expect(await isPortFree(port, null)).toBe(false);

  await new Promise((resolve) => server.close(resolve));
  expect(await isPortFree(port, "127.0.0.1")).toBe(true);
});
