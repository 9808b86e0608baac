import "server-only";

import type { HighlighterCore } from "shiki/core";

export type Language = "yaml" | "json" | "python" | "sql" | "shellscript" | "text";
export type Token = { text: string; look: string };

/** Above this, colour costs more than it explains. */
const HIGHLIGHT_LIMIT = 120_000;
const THEME = "trellis";

const LOOKS: Record<string, string> = {
  keyword: "text-code-keyword",
  constant: "text-code-constant",
  string: "text-code-string",
  "string-expression": "text-code-string",
  comment: "text-code-comment",
  function: "text-code-function",
  parameter: "text-ink",
  punctuation: "text-soft",
  link: "text-code-string",
};

let loading: Promise<HighlighterCore> | undefined;

/** Lines of tokens with the class of their colour. */
export async function highlight(code: string, language: Language): Promise<Token[][]> {
  if (language === "text" || code.length > HIGHLIGHT_LIMIT) return plain(code);
  const highlighter = await (loading ??= load());
  return highlighter
    .codeToTokensBase(code, { lang: language, theme: THEME })
    .map((line) => line.map(({ content, color }) => ({ text: content, look: lookOf(color) })));
}

const plain = (code: string): Token[][] => code.split("\n").map((text) => [{ text, look: "" }]);

const lookOf = (colour: string | undefined): string =>
  LOOKS[/--code-token-([\w-]+)/.exec(colour ?? "")?.[1] ?? ""] ?? "";

async function load(): Promise<HighlighterCore> {
  const [{ createHighlighterCore, createCssVariablesTheme }, { createJavaScriptRegexEngine }] =
    await Promise.all([import("shiki/core"), import("shiki/engine/javascript")]);
  return createHighlighterCore({
    themes: [createCssVariablesTheme({ name: THEME, variablePrefix: "--code-" })],
    langs: [
      import("shiki/langs/yaml.mjs"),
      import("shiki/langs/json.mjs"),
      import("shiki/langs/python.mjs"),
      import("shiki/langs/sql.mjs"),
      import("shiki/langs/shellscript.mjs"),
    ],
    engine: createJavaScriptRegexEngine(),
  });
}
