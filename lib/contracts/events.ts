import { z } from "zod";

/** `contracts.contract.registered`: a contract is new, or another text has made a version of it. */
export const ContractRegistered = z.object({ revision: z.number().int(), isNew: z.boolean() });

/** `contracts.contract.removed`. */
export const ContractRemoved = z.object({ name: z.string().nullable() });

/** Every event about contracts. */
export const CONTRACT_EVENTS = ["contracts.contract.registered", "contracts.contract.removed"] as const;
