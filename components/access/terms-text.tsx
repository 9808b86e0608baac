import { cn } from "@/components/ui/cn";
import { InlineText } from "@/components/ui/inline-text";

type Props = { text: string; className?: string | undefined };

/** The text that is accepted, in a frame that scrolls, also by keyboard. */
export function TermsText({ text, className }: Props) {
  return (
    <div
      role="region"
      aria-label="Text of the terms"
      tabIndex={0}
      className={cn("space-y-2 overflow-y-auto rounded-md border bg-sunken px-3 py-2 text-sm", className)}
    >
      {text.split(/\n\s*\n/).map((paragraph, index) => (
        <Paragraph key={index} text={paragraph} />
      ))}
    </div>
  );
}

/** The parts of the terms begin with their name: “Usage: …”. */
const NAMED = /^([A-Z][a-z]+): ([^]*)$/;

function Paragraph({ text }: { text: string }) {
  const [, name, rest] = NAMED.exec(text) ?? [];
  return (
    <p className="wrap-anywhere whitespace-pre-line">
      {name && <span className="block font-medium">{name}</span>}
      <InlineText>{rest ?? text}</InlineText>
    </p>
  );
}
