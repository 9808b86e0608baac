import { Page } from "@/components/ui/page";
import { Skeleton, SkeletonRows } from "@/components/ui/skeleton";

export default function Loading() {
  return (
    <Page>
      <Skeleton className="mb-3 h-7 w-64" />
      <Skeleton className="mb-8 w-96 max-w-full" />
      <SkeletonRows label="Loading" />
    </Page>
  );
}
