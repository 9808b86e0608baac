import "server-only";

import { cache } from "react";

import { getContract } from "@/lib/contracts";
import { page } from "@/lib/transport/page";

/** The layout and its page ask for the same contract in one request: it is fetched once. */
export const contractOf = cache((id: string) => page(getContract, { id }));
