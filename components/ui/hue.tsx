import { cn } from "./cn";

const HUES = 10;
/** Any number would do; with this one the short names of common domains fall on different hues. */
const SEED = 2166136261 ^ 31;

/** The same domain always gets the same one of ten hues. */
function hueOf(id: string): number {
  let hash = SEED;
  for (let index = 0; index < id.length; index += 1) {
    hash = Math.imul(hash ^ id.charCodeAt(index), 16777619);
  }
  return (((hash ^ (hash >>> 15)) >>> 0) % HUES) + 1;
}

type Props = { id: string; className?: string | undefined };

export function HueDot({ id, className }: Props) {
  return (
    <span
      aria-hidden
      data-hue={hueOf(id)}
      className={cn("inline-block size-2 shrink-0 rounded-full bg-hue", className)}
    />
  );
}

/** The 3 px edge at the left of a row or card; its parent is `relative`. */
export function HueEdge({ id, className }: Props) {
  return (
    <span
      aria-hidden
      data-hue={hueOf(id)}
      className={cn("absolute inset-y-0 left-0 w-[3px] rounded-l-md bg-hue", className)}
    />
  );
}
