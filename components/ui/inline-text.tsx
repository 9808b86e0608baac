import { Fragment } from "react";

type Props = { children: string };

/** One line that somebody wrote in Markdown: `code` becomes code, other marks go. Safe in tables and on the client. */
export function InlineText({ children }: Props) {
  return children.split(/(`[^`\n]+`)/).map((part, index) =>
    part.startsWith("`") && part.endsWith("`") && part.length > 2 ? (
      <code key={index} className="font-mono text-[0.92em]">
        {part.slice(1, -1)}
      </code>
    ) : (
      <Fragment key={index}>{part.replaceAll(/\*\*([^*]+)\*\*/g, "$1")}</Fragment>
    ),
  );
}
