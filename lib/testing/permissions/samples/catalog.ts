import { asJson, productDocument } from "@/lib/testing/factories/catalog";
import { contractDocument } from "@/lib/testing/factories/contracts";

import type { Sample } from "../sample";
import type { World } from "../world";

const nothing = () => ({});
const open = ({ open: { productId: id } }: World) => ({ id });
const secret = ({ secret: { productId: id } }: World) => ({ id });
const secretContract = ({ secret: { contractId: id } }: World) => ({ id });
const RESTRICTED = "a data product restricted to the team";
const HIDDEN_CONTRACT = "a data contract under which only a restricted product is offered";

const newProduct = productDocument({ id: "new-product", team: "shop" });
const newContract = contractDocument({ id: "new-contract", team: "shop" });

/** Whether a list holds the restricted product, or its contract. */
const showsSecret = (value: unknown, { secret: { productId } }: World) =>
  JSON.stringify(value).includes(productId);
const showsSecretContract = (value: unknown, { secret: { contractId } }: World) =>
  JSON.stringify(value).includes(contractId);

/** Why the one document of a bulk registration was refused. */
const refusalOfFirst = (value: unknown): string | null => {
  const { results } = value as { results: { problem: { detail: string } | null }[] };
  return results[0]?.problem?.detail ?? null;
};

export const catalogSamples: Record<string, Sample> = {
  "catalog.registerProduct": {
    about: "a new data product of the team",
    input: () => ({ id: "new-product", document: asJson(newProduct) }),
  },
  "catalog.removeProduct": {
    about: "a data product of the team",
    input: ({ spare: { productId: id } }) => ({ id }),
  },
  "catalog.setVisibility": {
    about: "a data product of the team",
    input: (world) => ({ ...open(world), visibility: "restricted" }),
  },
  "catalog.getProduct": { about: RESTRICTED, input: secret },
  "catalog.getProductSource": { about: RESTRICTED, input: secret },
  "catalog.getProductNeighbours": { about: RESTRICTED, input: secret },
  "catalog.listProducts": { about: RESTRICTED, input: nothing, shows: showsSecret },
  "catalog.listProductDocuments": { about: RESTRICTED, input: nothing, shows: showsSecret },
  "catalog.listVersions": { about: RESTRICTED, input: secret },
  "catalog.diffVersions": { about: RESTRICTED, input: (world) => ({ ...secret(world), to: 1 }) },
  "catalog.listDomains": { about: "all domains", input: nothing },
  "catalog.getDomainOverview": { about: RESTRICTED, input: () => ({ id: "sales" }), shows: showsSecret },
  "catalog.getTeamOverview": { about: RESTRICTED, input: () => ({ id: "shop" }), shows: showsSecret },
  "catalog.homeFeed": { about: "what has changed lately", input: nothing },
};

export const contractSamples: Record<string, Sample> = {
  "contracts.registerContract": {
    about: "a new data contract of the team",
    input: () => ({ id: "new-contract", document: asJson(newContract) }),
  },
  "contracts.removeContract": {
    about: "a data contract of the team",
    input: ({ spare: { contractId: id } }) => ({ id }),
  },
  "contracts.registerDocuments": {
    about: "a new data product of the team",
    input: () => ({ items: [asJson(newProduct)] }),
    refusal: refusalOfFirst,
  },
  "contracts.previewRegistration": {
    about: "a new data product of the team",
    input: () => ({ items: [asJson(newProduct)] }),
    refusal: refusalOfFirst,
  },
  "contracts.getContract": { about: HIDDEN_CONTRACT, input: secretContract },
  "contracts.getContractSource": { about: HIDDEN_CONTRACT, input: secretContract },
  "contracts.exportContract": {
    about: HIDDEN_CONTRACT,
    input: (world) => ({ ...secretContract(world), format: "dbt" }),
  },
  "contracts.getProductSchema": {
    about: RESTRICTED,
    input: ({ secret: { productId } }) => ({ productId }),
  },
  "contracts.listContracts": { about: HIDDEN_CONTRACT, input: nothing, shows: showsSecretContract },
  "contracts.listContractDocuments": { about: HIDDEN_CONTRACT, input: nothing, shows: showsSecretContract },
  "contracts.listContractVersions": { about: HIDDEN_CONTRACT, input: secretContract },
  "contracts.diffContractVersions": {
    about: HIDDEN_CONTRACT,
    input: (world) => ({ ...secretContract(world), to: 1 }),
  },
};

export const searchSamples: Record<string, Sample> = {
  "search.searchProducts": { about: RESTRICTED, input: nothing, shows: showsSecret },
  "search.findResources": {
    about: RESTRICTED,
    input: ({ secret: { productId } }) => ({ query: productId }),
    // The answer repeats the question.
    shows: (value, world) => showsSecret((value as { results: unknown }).results, world),
  },
  "search.exportProducts": { about: RESTRICTED, input: nothing, shows: showsSecret },
  "search.suggest": {
    about: RESTRICTED,
    input: ({ secret: { productId } }) => ({ q: productId }),
    shows: showsSecret,
  },
  "search.saveSearch": { about: "a search of one's own", input: () => ({ name: "New", query: "q=new" }) },
  "search.removeSavedSearch": {
    about: "a saved search of one's own",
    input: (_world, { id }) => ({ id: `sav_${id}` }),
  },
  "search.listSavedSearches": { about: "one's own saved searches", input: nothing },
  "search.rememberSearch": { about: "a search of one's own", input: () => ({ query: "q=orders" }) },
  "search.listRecentSearches": { about: "one's own searches", input: nothing },
  "search.recordMiss": { about: "a search without a result", input: () => ({ text: "unicorns" }) },
  "search.askForData": { about: "a search without a result", input: () => ({ text: "unicorns" }) },
  "search.listMisses": { about: "all searches without a result", input: nothing },
  "search.getSearchIndexStatus": { about: "the search index", input: nothing },
  "search.rebuildIndex": { about: "the search index", input: nothing },
};
