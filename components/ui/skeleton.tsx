import { cn } from "./cn";

type Props = { className?: string | undefined };

/** One grey piece in the shape of what will be there. It shows only after 150 ms. */
export function Skeleton({ className }: Props) {
  return <span aria-hidden className={cn("block h-3.5 animate-wait rounded-sm bg-hover", className)} />;
}

type RowsProps = { rows?: number; label: string };

/** Rows of a list that is on its way. `label` is what a screen reader hears. */
export function SkeletonRows({ rows = 6, label }: RowsProps) {
  return (
    <div role="status" className="divide-y divide-line rounded-md border bg-surface">
      <span className="sr-only">{label}</span>
      {Array.from({ length: rows }, (_, row) => (
        <div key={row} className="space-y-2.5 px-4 py-3.5">
          <Skeleton className="w-2/5" />
          <Skeleton className="h-3 w-3/4" />
        </div>
      ))}
    </div>
  );
}
