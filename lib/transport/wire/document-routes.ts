import "server-only";

import { getProductSource, listProductDocuments, registerProduct, removeProduct } from "@/lib/catalog";
import {
  getContractSource,
  listContractDocuments,
  previewRegistration,
  registerContract,
  removeContract,
} from "@/lib/contracts";
import type { Runtime } from "@/lib/platform/operation";

import { type Handler, route } from "../route";
import { done } from "./answers";
import {
  documentAnswer,
  documentsAnswer,
  isSet,
  previewed,
  readPreview,
  readRegistration,
  readRemoval,
  saved,
  yamlAnswer,
} from "./documents";

/** The handlers under /api/dataproducts. */
export function productRoutes(runtime?: Runtime) {
  const on = runtime ? { runtime } : {};
  return {
    list: route(listProductDocuments, { ...on, respond: documentsAnswer }),
    get: route(getProductSource, { ...on, respond: documentAnswer }),
    put: unlessDryRun(
      route(registerProduct, { ...on, input: readRegistration, respond: saved("/products/") }),
      route(previewRegistration, { ...on, input: readPreview("dataproduct"), respond: previewed }),
    ),
    remove: route(removeProduct, { ...on, input: readRemoval, respond: done }),
  };
}

/** The handlers under /api/datacontracts. */
export function contractRoutes(runtime?: Runtime) {
  const on = runtime ? { runtime } : {};
  return {
    list: route(listContractDocuments, { ...on, respond: documentsAnswer }),
    get: route(getContractSource, { ...on, respond: documentAnswer }),
    getYaml: route(getContractSource, { ...on, respond: yamlAnswer }),
    put: unlessDryRun(
      route(registerContract, { ...on, input: readRegistration, respond: saved("/contracts/") }),
      route(previewRegistration, { ...on, input: readPreview("datacontract"), respond: previewed }),
    ),
    remove: route(removeContract, { ...on, input: readRemoval, respond: done }),
  };
}

const unlessDryRun =
  (register: Handler, preview: Handler): Handler =>
  (request, context) =>
    isSet(request, "dryRun") ? preview(request, context) : register(request, context);
