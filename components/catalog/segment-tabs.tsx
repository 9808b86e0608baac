"use client";

import { useSelectedLayoutSegment } from "next/navigation";

import { TabLinks } from "@/components/ui/tab-links";

type Props = {
  /** The address of the first tab; the others stand below it. */
  base: string;
  label: string;
  tabs: readonly { segment: string | null; label: string; count?: number }[];
};

/** Tabs of a layout, which by itself does not know which of its pages is shown. */
export function SegmentTabs({ base, label, tabs }: Props) {
  const hrefOf = (segment: string | null) => (segment === null ? base : `${base}/${segment}`);
  return (
    <TabLinks
      label={label}
      tabs={tabs.map(({ segment, ...tab }) => ({ ...tab, href: hrefOf(segment) }))}
      current={hrefOf(useSelectedLayoutSegment())}
      className="mb-6"
    />
  );
}
