import "server-only";

import { createTransport } from "nodemailer";
import { z } from "zod";

import type { Mailbox, SmtpServer } from "./env";

export type OutgoingMail = {
  /** The same for every attempt to send one mail, so that a server or reader can tell a repetition. */
  messageId: string;
  from: Mailbox;
  to: Mailbox;
  subject: string;
  text: string;
  html: string;
};

/** sent: the server has taken it. refused: it never will. Everything else throws and may be tried again. */
export type Delivery = { kind: "sent" } | { kind: "refused"; because: string };

const TIMEOUT_MS = 30_000;
const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|::1)$/;

/** Hands a mail to the server, over TLS with a verified certificate; only this machine's own may go without. */
export async function deliver(server: SmtpServer, mail: OutgoingMail): Promise<Delivery> {
  const { host, port, isTls, user, password } = server;
  const transport = createTransport({
    ...{ host, port, secure: isTls, requireTLS: !isTls && !LOOPBACK.test(host) },
    tls: { rejectUnauthorized: true, minVersion: "TLSv1.2" },
    ...(user !== null && { auth: { user, pass: password } }),
    ...{ connectionTimeout: TIMEOUT_MS, greetingTimeout: TIMEOUT_MS, socketTimeout: TIMEOUT_MS },
  });
  try {
    await transport.sendMail({ ...toMessage(mail), disableFileAccess: true, disableUrlAccess: true });
    return { kind: "sent" };
  } catch (error) {
    const because = refusalIn(error);
    if (because === null) throw error;
    return { kind: "refused", because };
  } finally {
    transport.close();
  }
}

/** The envelope is given by itself: what stands in a name or an address never becomes another recipient. */
const toMessage = ({ messageId, from, to, subject, text, html }: OutgoingMail) => ({
  envelope: { from: from.address, to: [to.address] },
  ...{ messageId, text, html, subject: oneLine(subject) },
  from: { name: oneLine(from.name), address: from.address },
  to: { name: oneLine(to.name), address: to.address },
  headers: { "auto-submitted": "auto-generated" },
});

const oneLine = (text: string): string => text.replace(/[\x00-\x1f\x7f\u2028\u2029]+/g, " ").trim();

const Refusal = z.object({ code: z.enum(["EENVELOPE", "EMESSAGE"]), responseCode: z.number().min(500) });

/** The server's final no to this recipient or this mail (RFC 5321 §4.2.1: 5yz). */
function refusalIn(error: unknown): string | null {
  return error instanceof Error && Refusal.safeParse(error).success ? error.message : null;
}
