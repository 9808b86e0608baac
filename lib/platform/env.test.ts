import { describe, expect, it } from "vitest";

import { readEnv } from "./env";

const base = {
  DATABASE_URL: "postgresql://127.0.0.1/trellis",
  NEXTAUTH_SECRET: "0123456789abcdef",
  TRELLIS_SECRET: "0123456789abcdef",
};
const mailOf = (variables: Record<string, string>) => readEnv({ ...base, ...variables }).mail;

describe("the mail server", () => {
  const TRELLIS_MAIL_FROM = "Trellis <trellis@example.org>";

  it("is an address with credentials, and a sender", () => {
    expect(mailOf({ TRELLIS_SMTP_URL: "smtp://me%40x:p%2Fw@mail.example.org", TRELLIS_MAIL_FROM })).toEqual({
      kind: "smtp",
      server: { host: "mail.example.org", port: 587, isTls: false, user: "me@x", password: "p/w" },
      from: { name: "Trellis", address: "trellis@example.org" },
    });
    expect(
      mailOf({ TRELLIS_SMTP_URL: "smtps://[::1]:2465", TRELLIS_MAIL_FROM: "a@example.org" }),
    ).toMatchObject({
      server: { host: "::1", port: 2465, isTls: true, user: null },
      from: { name: "", address: "a@example.org" },
    });
  });

  it("is none where nothing is set, and a mailbox in the demo", () => {
    expect(mailOf({})).toEqual({ kind: "none" });
    expect(mailOf({ TRELLIS_DEMO: "1" })).toEqual({ kind: "mailbox" });
  });

  it.each([
    { TRELLIS_SMTP_URL: "smtps://mail.example.org?tls.rejectUnauthorized=false", TRELLIS_MAIL_FROM },
    { TRELLIS_SMTP_URL: "https://mail.example.org", TRELLIS_MAIL_FROM },
    { TRELLIS_SMTP_URL: "mail.example.org", TRELLIS_MAIL_FROM },
    { TRELLIS_SMTP_URL: "smtps://mail.example.org" },
    { TRELLIS_MAIL_FROM },
    { TRELLIS_SMTP_URL: "smtps://mail.example.org", TRELLIS_MAIL_FROM: "nobody" },
    { TRELLIS_SMTP_URL: "smtps://mail.example.org", TRELLIS_MAIL_FROM: "A\r\nBcc: b@c.de <a@example.org>" },
  ])("refuses %j, and names what is wrong", (variables) => {
    expect(() => mailOf(variables)).toThrow(/TRELLIS_(?:SMTP_URL|MAIL_FROM)/);
  });
});
