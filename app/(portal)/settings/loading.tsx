import { Page, PageHeader } from "@/components/ui/page";
import { Skeleton, SkeletonRows } from "@/components/ui/skeleton";

export default function Loading() {
  return (
    <Page>
      <PageHeader title="Settings" />
      <Skeleton className="mb-3 h-8 w-100 max-w-full" />
      <Skeleton className="mb-10 h-8 w-100 max-w-full" />
      <SkeletonRows rows={3} label="Loading your settings" />
    </Page>
  );
}
