import "server-only";

import type { NoticeSource } from "@/lib/platform/notice";

import { agreementNotices } from "./notices/agreements";
import { requestNotices } from "./notices/requests";

const SOURCES: readonly NoticeSource[] = [requestNotices, agreementNotices];

/** What people are told about access: each event by the source that knows it. */
export const accessNotices: NoticeSource = {
  types: SOURCES.flatMap(({ types }) => types),
  async toNotices(db, event) {
    const asked = SOURCES.filter(({ types }) => types.includes(event.type));
    return (await Promise.all(asked.map((source) => source.toNotices(db, event)))).flat();
  },
};
