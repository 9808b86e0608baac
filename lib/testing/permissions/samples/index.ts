import type { Sample } from "../sample";
import { accessSamples } from "./access";
import { catalogSamples, contractSamples, searchSamples } from "./catalog";
import { eventSamples } from "./events";
import { identitySamples } from "./identity";

/** What each operation is tried on. */
export const samples: Readonly<Record<string, Sample>> = {
  ...identitySamples,
  ...catalogSamples,
  ...contractSamples,
  ...accessSamples,
  ...searchSamples,
  ...eventSamples,
  "permissions.listPermissions": { about: "the matrix of permissions", input: () => ({}) },
  "permissions.explain": {
    about: "what somebody else may do",
    input: ({ open: { productId: thing } }) => ({
      ...{ person: "usr_other", operation: "catalog.getProduct", thing },
    }),
  },
};
