import type { Sample } from "../walk";
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
};
