import "server-only";

export { CONTRACT_EVENTS } from "./events";
export { prepareContract } from "./prepare";
export { findContracts, serversOfContracts, unprotectedContractFacts, visibleContracts } from "./reads";
export type { ContractFacts } from "./store/facts";
export { exportContract } from "./service/export-contract";
export { getContract, getContractSource } from "./service/get-contract";
export { getProductSchema } from "./service/get-product-schema";
export { listContractDocuments, listContracts } from "./service/list-contracts";
export { previewRegistration } from "./service/preview-registration";
export { registerContract } from "./service/register-contract";
export { BATCH_MAX, registerDocuments } from "./service/register-documents";
export { lockAndPlanContracts, writeContracts } from "./service/register-contracts";
export { removeContract } from "./service/remove-contract";
export { diffContractVersions, listContractVersions } from "./service/versions";
export { presentTexts as presentContractTexts } from "./store/versions";
