import { Page } from "@/components/ui/page";
import { Skeleton, SkeletonRows } from "@/components/ui/skeleton";

export default function Loading() {
  return (
    <Page>
      <Skeleton className="mb-14 h-10" />
      <div className="flex gap-8">
        <div className="hidden w-52 space-y-3 shell:block">
          {Array.from({ length: 12 }, (_, row) => (
            <Skeleton key={row} />
          ))}
        </div>
        <div className="flex-1">
          <SkeletonRows rows={8} label="Loading products" />
        </div>
      </div>
    </Page>
  );
}
