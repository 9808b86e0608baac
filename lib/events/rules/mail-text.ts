/** What a mail says about one notice. */
export type MailItem = { title: string; body: string; href: string };

type Sender = { organization: string; publicUrl: string };
export type MailText = { subject: string; text: string; html: string };

/** A mail about one thing. */
export function noticeMail(item: MailItem, sender: Sender): MailText {
  return { subject: item.title, ...written([item], sender, null) };
}

/** The mail of the morning. One notice is a mail of its own. */
export function digestMail(items: readonly MailItem[], sender: Sender): MailText {
  const [only] = items;
  if (items.length === 1 && only) return noticeMail(only, sender);
  const subject = `${items.length} notices from ${sender.organization}`;
  return { subject, ...written(items, sender, subject) };
}

function written(items: readonly MailItem[], sender: Sender, heading: string | null) {
  return { text: toText(items, sender, heading), html: toHtml(items, sender, heading) };
}

const settingsUrl = ({ publicUrl }: Sender): string => `${publicUrl}/settings#notifications`;

function toText(items: readonly MailItem[], sender: Sender, heading: string | null): string {
  const parts = items.map(({ title, body, href }) =>
    [title, body, `${sender.publicUrl}${href}`].filter((line) => line !== "").join("\n\n"),
  );
  const foot = `${sender.organization} tells you this. Choose what you are told:\n${settingsUrl(sender)}`;
  return `${[...(heading === null ? [] : [heading]), ...parts, foot].join("\n\n--\n\n")}\n`;
}

function toHtml(items: readonly MailItem[], sender: Sender, heading: string | null): string {
  const parts = items.map(({ title, body, href }) =>
    [
      `<h2 style="font-size:16px;line-height:24px;margin:24px 0 4px">${escape(title)}</h2>`,
      ...body
        .split("\n")
        .filter((line) => line.trim() !== "")
        .map((line) => `<p style="margin:0 0 8px">${escape(line)}</p>`),
      `<p style="margin:0 0 8px"><a href="${escape(sender.publicUrl + href)}" style="color:#1f5c45">Open it in ${escape(sender.organization)}</a></p>`,
    ].join("\n"),
  );
  return [
    `<!doctype html><html lang="en"><head><meta charset="utf-8"></head>`,
    `<body style="font:14px/20px sans-serif;color:#1c211e;max-width:640px;margin:0 auto;padding:16px">`,
    ...(heading === null
      ? []
      : [`<h1 style="font-size:20px;line-height:28px;margin:0">${escape(heading)}</h1>`]),
    ...parts,
    `<p style="margin:32px 0 0;color:#5f6762;font-size:12px">${escape(sender.organization)} tells you this. <a href="${escape(settingsUrl(sender))}" style="color:#5f6762">Choose what you are told</a>.</p>`,
    `</body></html>`,
  ].join("\n");
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Text as it may stand in an element or in a quoted attribute. */
const escape = (text: string): string => text.replace(/[&<>"']/g, (found) => ENTITIES[found] ?? found);
