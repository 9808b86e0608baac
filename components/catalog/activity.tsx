import type { ReactNode } from "react";

import { ButtonLink } from "@/components/ui/button";
import { Section } from "@/components/ui/page";
import type { VersionDiff, VersionPage } from "@/lib/catalog/model";

import type { ActivityAddress } from "./activity-address";
import { DiffView } from "./diff-view";
import { VersionList } from "./version-list";

type Props = {
  base: string;
  versions: VersionPage;
  address: ActivityAddress;
  diff: VersionDiff | null;
  /** One version as it was registered, where the address asks for it. */
  children?: ReactNode;
  now: Date;
};

/** Who changed the document when, and what changed. */
export function Activity({ base, versions: { items, nextCursor }, address, diff, children, now }: Props) {
  return (
    <>
      <Section title="Versions">
        <VersionList versions={items} base={base} chosen={address} now={now} />
        {nextCursor && (
          <ButtonLink
            href={`${base}?before=${encodeURIComponent(nextCursor)}`}
            variant="quiet"
            className="mt-2"
          >
            Older versions
          </ButtonLink>
        )}
      </Section>
      {children}
      {diff && <DiffView diff={diff} />}
    </>
  );
}
