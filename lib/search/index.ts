import "server-only";

export { healJob, rebuildJob } from "./jobs";
export type { Hit, Resource } from "./model";
export { followProducts, followTeams } from "./reactions";
export { findResources } from "./service/find-resources";
export { getSearchIndexStatus, rebuildIndex } from "./service/index-status";
export {
  listRecentSearches,
  listSavedSearches,
  rememberSearch,
  removeSavedSearch,
  saveSearch,
} from "./service/kept-searches";
export { askForData, listMisses, recordMiss } from "./service/misses";
export { exportProducts, searchProducts, suggest } from "./service/search-products";
