import { z } from "zod";

/** `contracts.contract.registered`: a contract is new, or another text has made a version of it. */
export const ContractRegistered = z.object({ revision: z.number().int(), isNew: z.boolean() });
export type ContractRegistered = z.infer<typeof ContractRegistered>;

/** `contracts.contract.removed`. */
export const ContractRemoved = z.object({ name: z.string().nullable() });
export type ContractRemoved = z.infer<typeof ContractRemoved>;

/** Every event about contracts. */
export const CONTRACT_EVENTS = ["contracts.contract.registered", "contracts.contract.removed"] as const;
