import { Section } from "@/components/ui/page";
import type { Notice } from "@/lib/events/model";

import { byDay } from "./notice-days";
import { NoticeLink } from "./notice-link";

type Props = { notices: readonly Notice[]; now: Date };

/** Notices under the days on which they came. */
export function NoticeGroups({ notices, now }: Props) {
  return byDay(notices, now).map(({ label, notices: some }) => (
    <Section key={label} title={label}>
      <ul className="divide-y overflow-hidden rounded-md border bg-surface">
        {some.map((notice) => (
          <li key={notice.id}>
            <NoticeLink notice={notice} now={now} />
          </li>
        ))}
      </ul>
    </Section>
  ));
}
