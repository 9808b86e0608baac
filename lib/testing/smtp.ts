import { once } from "node:events";

import { SMTPServer } from "smtp-server";

type ReceivedMail = { from: string; to: string[]; raw: string; text: string };

/** What the server says about a mail that it is given: null takes it. */
type Answer = (mail: ReceivedMail) => { code: number; message: string } | null;

export type TestSmtp = {
  url: string;
  received: ReceivedMail[];
  /** May be changed by the test at any time. */
  answer: { next: Answer };
  stop: () => Promise<void>;
};

/** A real mail server on a free port of this machine; its certificate is signed by nobody whom anybody knows. */
export async function startSmtp({ tls = false }: { tls?: boolean } = {}): Promise<TestSmtp> {
  const received: ReceivedMail[] = [];
  const answer: { next: Answer } = { next: () => null };
  const server = new SMTPServer({
    secure: tls,
    logger: false,
    disabledCommands: ["AUTH", ...(tls ? [] : ["STARTTLS"])],
    onData(stream, { envelope }, callback) {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", () => {
        const raw = Buffer.concat(chunks).toString("utf8");
        const mail: ReceivedMail = {
          from: envelope.mailFrom ? envelope.mailFrom.address : "",
          to: envelope.rcptTo.map(({ address }) => address),
          ...{ raw, text: readable(raw) },
        };
        const no = answer.next(mail);
        if (!no) received.push(mail);
        callback(no && Object.assign(new Error(no.message), { responseCode: no.code }));
      });
    },
  });
  // A client that refuses the certificate leaves in the middle of the greeting.
  server.on("error", () => undefined);
  const listening = server.listen(0, "127.0.0.1");
  await once(listening, "listening");
  const address = listening.address();
  const port = address && typeof address === "object" ? address.port : 0;
  return {
    url: `${tls ? "smtps" : "smtp"}://127.0.0.1:${port}`,
    ...{ received, answer },
    stop: () => new Promise((resolve) => server.close(resolve)),
  };
}

/** The parts of a mail without their transfer encoding (RFC 2045 §6.7). */
const readable = (raw: string): string =>
  Buffer.from(
    raw
      .replaceAll(/=\r?\n/g, "")
      .replaceAll(/=([0-9A-F]{2})/g, (_whole, hex: string) => String.fromCharCode(parseInt(hex, 16))),
    "latin1",
  ).toString("utf8");
