import { describe, expect, it } from "vitest";

import { digestMail, noticeMail } from "./mail-text";

const sender = { organization: "Trellis & Sons", publicUrl: "https://trellis.example.org" };
const hostile = {
  title: `<img src=x onerror=alert(1)> "quoted" & 'single'`,
  body: "<script>alert(1)</script>\n</p><a href='https://evil.example'>click</a>",
  href: `/requests/a"><script>b`,
};

describe("a mail", () => {
  it("says the thing, where to see it and where to choose, as plain text", () => {
    const item = { title: "Chen asks for Orders", body: "For churn models.", href: "/requests/req_1" };
    expect(noticeMail(item, sender)).toMatchObject({
      subject: "Chen asks for Orders",
      text: [
        "Chen asks for Orders",
        "For churn models.",
        "https://trellis.example.org/requests/req_1",
        "--",
        "Trellis & Sons tells you this. Choose what you are told:\nhttps://trellis.example.org/settings#notifications\n",
      ].join("\n\n"),
    });
  });

  it("holds no markup but its own", () => {
    const { html } = noticeMail(hostile, sender);
    expect(html).not.toMatch(/<(?:script|img)|<a href='|"><script/);
    expect(html).toContain("&lt;script&gt;alert(1)&lt;/script&gt;");
    expect(html.match(/<a /g)).toHaveLength(2);
  });

  it("of a morning names everything; one thing is a mail of its own", () => {
    const items = ["one", "two", "three"].map((title) => ({ title, body: "", href: `/${title}` }));
    const digest = digestMail(items, sender);
    expect(digest.subject).toBe("3 notices from Trellis & Sons");
    for (const { title, href } of items) {
      expect(digest.text).toContain(`${title}\n\n${sender.publicUrl}${href}`);
      expect(digest.html).toContain(`href="${sender.publicUrl}${href}"`);
    }
    expect(digestMail(items.slice(0, 1), sender).subject).toBe("one");
  });
});
