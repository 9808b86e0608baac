"use server";

import {
  answerRequest,
  approveRequest,
  approveRequests,
  askForInformation,
  cancelRequest,
  rejectRequest,
} from "@/lib/access";
import { action } from "@/lib/transport/action";

const refresh = "/requests";

export const approve = action(approveRequest, { refresh });
export const reject = action(rejectRequest, { refresh });
export const ask = action(askForInformation, { refresh });
export const answer = action(answerRequest, { refresh });
export const withdraw = action(cancelRequest, { refresh });
export const approveTogether = action(approveRequests, {
  refresh,
  input: (form) => ({ requestIds: form.getAll("requestIds"), note: form.get("note") }),
});
