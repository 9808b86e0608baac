import { cn } from "./cn";

type Props = { name: string; className?: string | undefined };

/** Initials; the name stands beside it or in the accessible name of what holds it. */
export function Avatar({ name, className }: Props) {
  return (
    <span
      aria-hidden
      className={cn(
        "inline-flex size-7 shrink-0 items-center justify-center rounded-full border border-line-strong bg-sunken text-xs font-semibold text-soft uppercase",
        className,
      )}
    >
      {initialsOf(name)}
    </span>
  );
}

const initialsOf = (name: string): string => {
  const words = name.split(/[\s.@_-]+/).filter(Boolean);
  return [words[0], words.length > 1 ? words[words.length - 1] : undefined]
    .map((word) => String.fromCodePoint(...(word ? [word.codePointAt(0) ?? 0] : [])))
    .join("");
};
