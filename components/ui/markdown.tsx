import "server-only";

import type { ReactElement, ReactNode } from "react";
import render, { type Components, type ExtraProps } from "react-markdown";
import rehypeSanitize from "rehype-sanitize";
import remarkGfm from "remark-gfm";

import { cn } from "./cn";
import { Code } from "./code";
import type { Language } from "./highlight";
import { ExternalLink } from "./link";
import { calm, isReasonable } from "./markdown-depth";

type Props = { children: string; className?: string | undefined };

/** Markdown that somebody sent us, rendered on the server: no HTML, no images, no scheme but web and mail. */
export function Markdown({ children, className }: Props) {
  return <div className={cn("max-w-reading text-lg wrap-anywhere", className)}>{toElement(children)}</div>;
}

function toElement(text: string): ReactElement {
  if (!isReasonable(text)) return <Plain>{text}</Plain>;
  try {
    return render({
      children: text,
      skipHtml: true,
      remarkPlugins: [remarkGfm],
      rehypePlugins: [rehypeSanitize, calm],
      components: COMPONENTS,
    });
  } catch {
    // Nested beyond reason: readable as text still, and never a page that fails.
    return <Plain>{text}</Plain>;
  }
}

const Plain = ({ children }: { children: string }) => <p className="whitespace-pre-wrap">{children}</p>;

const heading = ({ children }: { children?: ReactNode }) => (
  <h3 className="mt-6 mb-1 text-base font-semibold first:mt-0">{children}</h3>
);

const COMPONENTS: Components = {
  h1: heading,
  h2: heading,
  h3: heading,
  h4: heading,
  h5: heading,
  h6: heading,
  p: ({ children }) => <p className="my-3 first:mt-0 last:mb-0">{children}</p>,
  a: ({ href = "", children }) => (
    <ExternalLink href={href} className="underline">
      {children}
    </ExternalLink>
  ),
  img: ({ alt }) => <span className="text-soft">{alt}</span>,
  ul: ({ children }) => <ul className="my-3 list-disc space-y-1 pl-5 marker:text-faint">{children}</ul>,
  ol: ({ children, start }) => (
    <ol start={start} className="my-3 list-decimal space-y-1 pl-6 marker:text-faint">
      {children}
    </ol>
  ),
  blockquote: ({ children }) => (
    <blockquote className="my-3 border-l-2 border-line-strong pl-4 text-soft">{children}</blockquote>
  ),
  hr: () => <hr className="my-6" />,
  pre: Fence,
  code: ({ children }) => (
    <code className="rounded-sm bg-sunken px-1 py-0.5 font-mono text-[0.85em]">{children}</code>
  ),
  table: ({ children }) => (
    <div
      role="region"
      aria-label="Table"
      tabIndex={0}
      className="my-4 overflow-x-auto rounded-md border bg-surface"
    >
      <table className="w-full text-left text-base">{children}</table>
    </div>
  ),
  th: ({ children }) => (
    <th className="border-b bg-sunken px-3 py-1.5 text-sm font-medium text-soft">{children}</th>
  ),
  td: ({ children }) => (
    <td className="border-b px-3 py-1.5 align-top [tr:last-child>&]:border-b-0">{children}</td>
  ),
  input: ({ checked }) => <span aria-hidden>{checked ? "☑" : "☐"} </span>,
};

const LANGUAGES: Readonly<Record<string, Language>> = {
  ...{ yaml: "yaml", yml: "yaml", json: "json", python: "python", py: "python", sql: "sql" },
  ...{ sh: "shellscript", bash: "shellscript", shell: "shellscript", console: "shellscript" },
};

/** A fenced block arrives as a `code` element inside the `pre`. */
function Fence({ node }: ExtraProps) {
  const [code] = node?.children ?? [];
  if (code?.type !== "element") return null;
  const text = code.children.map((child) => (child.type === "text" ? child.value : "")).join("");
  const [language = ""] = listOf(code.properties.className).flatMap(languageOf);
  return <Code code={text} language={LANGUAGES[language] ?? "text"} label="Example" className="my-4" />;
}

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

const languageOf = (name: unknown): string[] => {
  const language = /^language-(.+)$/.exec(typeof name === "string" ? name : "")?.[1];
  return language === undefined ? [] : [language.toLowerCase()];
};
