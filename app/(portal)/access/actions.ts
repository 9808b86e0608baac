"use server";

import {
  cancelAgreement,
  confirmByHand,
  decideReview,
  renewAgreement,
  retryProvisioning,
  revokeAgreement,
} from "@/lib/access";
import { action } from "@/lib/transport/action";

export const renew = action(renewAgreement, { refresh: "/access" });
export const cancel = action(cancelAgreement, { refresh: "/access" });
export const revoke = action(revokeAgreement, { refresh: "/access" });
export const review = action(decideReview, { refresh: "/access" });
export const confirm = action(confirmByHand, { refresh: "/access" });
export const retry = action(retryProvisioning, { refresh: "/access" });
