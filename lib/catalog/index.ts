import "server-only";

export { fromCursor, toCursor } from "./cursor";
export { PRODUCT_EVENTS } from "./events";
export { isProductDocument } from "./formats";
export { canRegisterSomewhere, type OwnerTeam } from "./policy";
export {
  ownerHint,
  type PreparedProduct,
  prepareProduct,
  readText,
  type ReadText,
  refuseOtherId,
  type Strictness,
  summaryOf,
} from "./prepare";
export {
  countAllProducts,
  getVisibleProduct,
  outputPortsByIds,
  ownersByContract,
  portsOfContracts,
  productIdsAfter,
  productIdsOfTeams,
  unprotectedProductFacts,
  unprotectedProductNames,
  visibleProductNames,
} from "./reads";
export { compareDocuments } from "./rules/changes";
export { getProduct, getProductSource } from "./service/get-product";
export { homeFeed } from "./service/home";
export {
  DocumentFilter,
  DocumentPage,
  DOCUMENTS_PER_PAGE,
  listProductDocuments,
  listProducts,
  orderOf,
  Paging,
  teamsWithin,
  wordsOf,
} from "./service/list-products";
export { getProductNeighbours } from "./service/neighbours";
export { getDomainOverview, getTeamOverview, listDomains } from "./service/overviews";
export { type Asking, type Incoming, isChange, type Plan, planAll, refusalOf } from "./service/plan";
export {
  ExpectedRevision,
  finish,
  onlyPlan,
  refuseStale,
  RegisterInput,
  registerProduct,
} from "./service/register-product";
export {
  lockAndPlanProducts,
  planProducts,
  type ProductPlan,
  writeProducts,
} from "./service/register-products";
export { removeProduct } from "./service/remove-product";
export { setVisibility } from "./service/set-visibility";
export {
  compareVersions,
  DiffInput,
  diffVersions,
  listVersions,
  pageOfVersions,
  textOfVersion,
  valueOf,
} from "./service/versions";
export type { ProductFacts } from "./store/facts";
export {
  presentTexts as presentProductTexts,
  REVISION_MAX,
  toTexts,
  VERSION_COLUMNS,
  type VersionRow,
  type VersionTexts,
} from "./store/versions";
