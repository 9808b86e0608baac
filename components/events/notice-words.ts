import type { EmailChoice, NoticeKind } from "@/lib/events/model";

type Words = { label: string; description: string };

/** What each kind of notice is about, for those who choose. */
export const noticeKindWords: Readonly<Record<NoticeKind, Words>> = {
  "requests.toDecide": {
    label: "Requests to decide",
    description: "Somebody asks for access and you are asked to decide.",
  },
  "requests.mine": {
    label: "Your requests",
    description: "Questions about what you asked for, and what became of it.",
  },
  "agreements.mine": {
    label: "Your access",
    description: "Access of yours begins, changes or is about to end.",
  },
  "agreements.toReview": {
    label: "Access to review",
    description: "Others hold access that you are to look at again.",
  },
  provisioning: {
    label: "Provisioning",
    description: "Access that is to be granted or removed, and what failed.",
  },
};

export const emailChoices: readonly { value: EmailChoice; label: string }[] = [
  { value: "immediate", label: "At once" },
  { value: "daily", label: "Daily" },
  { value: "off", label: "Never" },
];

export const unreadWords = (unread: number): string => (unread > 99 ? "99+" : String(unread));
