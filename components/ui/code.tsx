import "server-only";

import { cn } from "./cn";
import { CopyButton } from "./copy-button";
import { highlight, type Language, type Token } from "./highlight";

type Props = {
  code: string;
  language: Language;
  /** What it is, for screen readers and the copy button: “Python snippet”. */
  label: string;
  /** Line numbers, and an anchor `L12` at each line. */
  numbered?: boolean;
  className?: string | undefined;
};

/** Code, highlighted on the server, with a button that copies it. */
export async function Code({ code, language, label, numbered = false, className }: Props) {
  const lines = await highlight(code.replace(/\n$/, ""), language);
  return (
    <div className={cn("group relative rounded-md border bg-sunken", className)}>
      <CopyButton text={code} label={`Copy: ${label}`} className="absolute top-1.5 right-1.5 bg-sunken" />
      <pre
        tabIndex={0}
        role="region"
        aria-label={label}
        className="overflow-x-auto py-3 pr-12 text-sm leading-5"
      >
        <code className="block w-max min-w-full">
          {lines.map((tokens, index) => (
            <Line key={index} tokens={tokens} number={numbered ? index + 1 : null} />
          ))}
        </code>
      </pre>
    </div>
  );
}

function Line({ tokens, number }: { tokens: readonly Token[]; number: number | null }) {
  return (
    <span id={number === null ? undefined : `L${number}`} className="block min-h-5 px-4 target:bg-mark">
      {number !== null && (
        <span aria-hidden className="mr-4 inline-block w-8 text-right text-faint select-none">
          {number}
        </span>
      )}
      {tokens.map((token, index) => (
        <span key={index} className={token.look}>
          {token.text}
        </span>
      ))}
    </span>
  );
}
