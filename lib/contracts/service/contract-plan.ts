import type { Plan } from "@/lib/catalog";

import type { PreparedContract } from "../prepare";
import type { PresentContract } from "../store/records";

/** What registering a contract would do, and what stands against it. */
export type ContractPlan = Plan<PreparedContract, PresentContract>;
