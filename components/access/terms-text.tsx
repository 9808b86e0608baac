import { cn } from "@/components/ui/cn";

type Props = { text: string; className?: string | undefined };

/** Plain text in paragraphs, in a frame that scrolls, also by keyboard. */
export function TermsText({ text, className }: Props) {
  return (
    <div
      role="region"
      aria-label="Text of the terms"
      tabIndex={0}
      className={cn("overflow-y-auto rounded-md border bg-sunken px-3 py-2 text-sm", className)}
    >
      {text.split(/\n\s*\n/).map((paragraph, index) => (
        <p key={index} className="my-2 wrap-anywhere whitespace-pre-line first:mt-0 last:mb-0">
          {paragraph}
        </p>
      ))}
    </div>
  );
}
