import { cn } from "@/components/ui/cn";

type Props = { className?: string };

/** A trellis: crossing laths in a frame. */
export function Logo({ className }: Props) {
  return (
    <svg
      aria-hidden
      viewBox="0 0 32 32"
      fill="none"
      stroke="currentColor"
      strokeWidth="2.75"
      strokeLinejoin="round"
      strokeLinecap="round"
      className={cn("size-5 text-accent", className)}
    >
      <path d="M16 3.5 28.5 16 16 28.5 3.5 16Z M9.75 9.75l12.5 12.5 M22.25 9.75 9.75 22.25" />
    </svg>
  );
}
