"use server";

import { markNoticesRead } from "@/lib/events";
import { action } from "@/lib/transport/action";

/** Up to the newest that was shown: what came meanwhile has not been seen. */
export const markAllRead = action(markNoticesRead, {
  refresh: "/notifications",
  input: (form) => ({ all: true, upTo: form.get("upTo") }),
});
