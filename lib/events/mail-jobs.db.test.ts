import { createServer } from "node:net";

import { afterAll, beforeEach, describe, expect, it, test } from "vitest";

import { deliver } from "@/lib/platform/mailer";
import { admin } from "@/lib/testing/actors";
import { testRuntime } from "@/lib/testing/database";
import { configure } from "@/lib/testing/environment";
import { aPerson } from "@/lib/testing/factories/identity";
import { startSmtp } from "@/lib/testing/smtp";

import { letterAbout, post, sendMail } from "./mail-jobs";
import { getMail, listMails } from "./service/mails";

const smtp = await startSmtp();
configure({ TRELLIS_SMTP_URL: smtp.url, TRELLIS_MAIL_FROM: "Trellis <trellis@example.org>" });
const runtime = await testRuntime();
const { db, clock } = runtime;
afterAll(() => smtp.stop());

const NOW = new Date("2026-11-24T12:00:00Z");

beforeEach(async () => {
  clock.now = NOW;
  smtp.received.length = 0;
  smtp.answer.next = () => null;
  await db.mail.deleteMany();
});

async function aMail() {
  const person = await aPerson(db);
  await post(db, [letterAbout(person.id, { title: "News", body: "", href: "/requests" })], NOW);
  const { id } = await db.mail.findFirstOrThrow({ where: { userId: person.id } });
  return { person, mailId: id, state: () => db.mail.findUniqueOrThrow({ where: { id } }) };
}

const idsOf = () => smtp.received.map(({ raw }) => /^Message-ID: (.*)$/m.exec(raw)?.[1]?.trim());

describe("sending a mail", () => {
  it("reaches the one address of its person, and happens once however often it is asked for", async () => {
    const { person, mailId, state } = await aMail();
    await sendMail.run(runtime, { mailId });
    await sendMail.run(runtime, { mailId });
    expect(smtp.received.map(({ from, to }) => [from, to])).toEqual([
      ["trellis@example.org", [person.email]],
    ]);
    expect(await state()).toMatchObject({ sentAt: NOW, attempts: 1, lastError: null });
  });

  it("is done by one process when two are at it", async () => {
    const { mailId } = await aMail();
    const runs = await Promise.allSettled([1, 2, 3].map(() => sendMail.run(runtime, { mailId })));
    expect(runs.some(({ status }) => status === "fulfilled")).toBe(true);
    expect(smtp.received).toHaveLength(1);
  });

  it("is tried again after a passing failure, with the reason on the record", async () => {
    const { mailId, state } = await aMail();
    smtp.answer.next = () => ({ code: 451, message: "Try again later" });
    await expect(sendMail.run(runtime, { mailId })).rejects.toThrow();
    expect(await state()).toMatchObject({ sentAt: null, givenUpAt: null, attempts: 1, claimedAt: null });
    expect((await state()).lastError).toContain("Try again later");
    smtp.answer.next = () => null;
    await sendMail.run(runtime, { mailId });
    expect(await state()).toMatchObject({ sentAt: NOW, attempts: 2, lastError: null });
  });

  it("ends with the server's final no", async () => {
    const { mailId, state } = await aMail();
    smtp.answer.next = () => ({ code: 550, message: "No such mailbox" });
    await sendMail.run(runtime, { mailId });
    await sendMail.run(runtime, { mailId });
    expect(await state()).toMatchObject({ sentAt: null, givenUpAt: NOW, attempts: 1 });
    expect((await state()).lastError).toContain("No such mailbox");
  });

  it("is taken over from a process that died, under the same message id", async () => {
    const { mailId } = await aMail();
    await sendMail.run(runtime, { mailId });
    // As if it had died between the server's answer and its own note.
    await db.mail.update({ where: { id: mailId }, data: { sentAt: null, claimedAt: NOW } });
    await expect(sendMail.run(runtime, { mailId })).rejects.toThrow("Another process");
    clock.now = new Date(NOW.getTime() + 6 * 60_000);
    await sendMail.run(runtime, { mailId });
    expect(idsOf()).toEqual([`<${mailId}@localhost>`, `<${mailId}@localhost>`]);
  });

  it("does not happen to somebody who was deactivated meanwhile", async () => {
    const { person, mailId, state } = await aMail();
    await db.user.update({ where: { id: person.id }, data: { deactivatedAt: NOW } });
    await sendMail.run(runtime, { mailId });
    expect(smtp.received).toEqual([]);
    expect(await state()).toMatchObject({ givenUpAt: NOW, lastError: "The account is deactivated." });
  });

  it("takes a mail that is not there any more", async () => {
    await sendMail.run(runtime, { mailId: "mail_gone" });
    expect(smtp.received).toEqual([]);
  });
});

test("where mails are sent there is no mailbox", async () => {
  for (const operation of [listMails, getMail])
    await expect(operation.execute(runtime, admin(), { id: "mail_1" })).rejects.toMatchObject({
      code: "not_found",
    });
});

describe("the connection to the mail server", () => {
  const mail = {
    ...{ messageId: "<a@b>", subject: "s", text: "t", html: "<p>t</p>" },
    from: { name: "", address: "a@example.org" },
    to: { name: "Eve, <x@evil.example>", address: "b@example.org" },
  };
  const server = (url: string, host: string) => ({
    ...{ host, port: Number(new URL(url).port), isTls: url.startsWith("smtps"), user: null, password: "" },
  });

  it("is refused where the certificate is not to be trusted", async () => {
    const strange = await startSmtp({ tls: true });
    await expect(deliver(server(strange.url, "127.0.0.1"), mail)).rejects.toThrow(/certificate/);
    expect(strange.received).toEqual([]);
    await strange.stop();
  });

  it("says nothing of a mail without TLS to another machine", async () => {
    const heard: string[] = [];
    const plain = createServer((socket) => {
      socket.on("data", (data) => {
        heard.push(data.toString());
        socket.write("250 hello\r\n");
      });
      socket.on("error", () => undefined);
      socket.write("220 plain ESMTP\r\n");
    });
    await new Promise<void>((resolve) => plain.listen(0, "0.0.0.0", resolve));
    const address = plain.address();
    const port = address && typeof address === "object" ? address.port : 0;
    // Every address of this machine other than the loopback's names is another machine's for all that is known.
    await expect(deliver(server(`smtp://x:${port}`, "0.0.0.0"), mail)).rejects.toThrow();
    expect(heard.join("")).not.toMatch(/MAIL FROM|RCPT TO|Subject/i);
    await new Promise((resolve) => plain.close(resolve));
  });

  it("carries to nobody but the one recipient, whatever the name says", async () => {
    await deliver(server(smtp.url, "127.0.0.1"), mail);
    expect(smtp.received.map(({ to }) => to)).toEqual([["b@example.org"]]);
  });
});
