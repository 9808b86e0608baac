import { text as textOf } from "node:stream/consumers";

import { prerenderToNodeStream } from "react-dom/static";
import { describe, expect, it } from "vitest";

import { Markdown } from "./markdown";

async function html(text: string): Promise<string> {
  const { prelude } = await prerenderToNodeStream(<Markdown>{text}</Markdown>);
  return textOf(prelude);
}

describe("Markdown", () => {
  it("renders lists, tables, emphasis and code", async () => {
    const shown = await html("- **one**\n\n| a | b |\n| - | - |\n| 1 | 2 |\n\n```sql\nSELECT 1\n```");
    expect(shown).toContain("<strong>one</strong>");
    expect(shown).toContain("<td");
    expect(shown).toContain("SELECT");
  });

  it.each([
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<a href='javascript:alert(1)'>x</a>",
    "<style>body{display:none}</style>",
    "<details open ontoggle=alert(1)>",
  ])("never makes elements of HTML: %s", async (text) => {
    const made = /<(?:script|img|svg|iframe|style|details|a\b)|<[^>]*\bon\w+=/i;
    expect(await html(`Before ${text} after`)).not.toMatch(made);
    expect(await html(text)).not.toMatch(made);
  });

  it.each([
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](data:text/html,<script>alert(1)</script>)",
    "[x](vbscript:msgbox)",
    "[x](java\nscript:alert(1))",
    "<javascript:alert(1)>",
    "[x][y]\n\n[y]: javascript:alert(1)",
    "[x](//evil.example)",
    "[x](/api/auth/signout)",
  ])("links to nothing but web and mail addresses: %s", async (text) => {
    expect(await html(text)).not.toContain("href=");
  });

  it("links to the web in a new tab that cannot reach back", async () => {
    expect(await html("[x](https://wiki.example.org/a)")).toContain('rel="noopener noreferrer nofollow"');
  });

  it("loads no image", async () => {
    expect(await html("![a map](https://evil.example/pixel.png)")).not.toContain("evil.example");
  });

  it("gives nothing of a text an id, so that it cannot pose as a part of the page", async () => {
    expect(await html("# content\n\ntext[^1]\n\n[^1]: note")).not.toMatch(/id="(?!user-content-)/);
  });

  it.each([
    ["quotes", ">".repeat(20_000) + " x"],
    ["lists", Array.from({ length: 400 }, (_, index) => `${" ".repeat(index * 2)}- x`).join("\n")],
    ["brackets", "[".repeat(20_000)],
    ["emphasis", "*a **a ".repeat(5_000)],
    ["links", "[a](".repeat(10_000)],
    ["table", `|${"a|".repeat(2_000)}\n|${"-|".repeat(2_000)}\n|${"b|".repeat(2_000)}`],
  ])("survives %s nested or repeated beyond reason in less than two seconds", async (_name, text) => {
    const start = performance.now();
    expect(await html(text)).toContain("<div");
    expect(performance.now() - start).toBeLessThan(2_000);
  });

  it("shows a text of megabytes as it is written", async () => {
    expect(await html("# big ".repeat(200_000))).not.toContain("<h3");
  });
});
