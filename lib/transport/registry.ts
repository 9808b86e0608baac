import "server-only";

import * as catalog from "@/lib/catalog";
import * as contracts from "@/lib/contracts";
import * as events from "@/lib/events";
import * as identity from "@/lib/identity";
import type { Job } from "@/lib/platform/jobs";
import type { Operation } from "@/lib/platform/operation";
import type { Reaction } from "@/lib/platform/reactions";
import * as search from "@/lib/search";

/** Every operation of the portal: what REST documents, MCP offers and the invariant tests visit. */
export const operations: readonly Operation[] = [
  identity.registerTeam,
  identity.removeTeam,
  identity.getTeam,
  identity.getTeamDocument,
  identity.listTeams,
  identity.getTeamTree,
  identity.createApiKey,
  identity.revokeApiKey,
  identity.listApiKeys,
  identity.createBootstrapKey,
  identity.getMe,
  identity.updateProfile,
  identity.getUser,
  identity.listUsers,
  identity.enterAdministration,
  identity.setOrgRole,
  identity.deactivateUser,
  identity.reactivateUser,
  identity.unlinkUser,
  identity.addDemoPerson,
  identity.listMySessions,
  identity.revokeSession,
  identity.revokeAllSessions,
  identity.endSession,
  identity.signIn,
  identity.signInAsDemoPerson,
  catalog.registerProduct,
  catalog.removeProduct,
  catalog.setVisibility,
  catalog.getProduct,
  catalog.getProductSource,
  catalog.getProductNeighbours,
  catalog.listProducts,
  catalog.listProductDocuments,
  catalog.listVersions,
  catalog.diffVersions,
  catalog.listDomains,
  catalog.getDomainOverview,
  catalog.getTeamOverview,
  catalog.homeFeed,
  contracts.registerContract,
  contracts.removeContract,
  contracts.registerDocuments,
  contracts.previewRegistration,
  contracts.getContract,
  contracts.getContractSource,
  contracts.getProductSchema,
  contracts.listContracts,
  contracts.listContractDocuments,
  contracts.listContractVersions,
  contracts.diffContractVersions,
  search.searchProducts,
  search.findResources,
  search.exportProducts,
  search.suggest,
  search.saveSearch,
  search.removeSavedSearch,
  search.listSavedSearches,
  search.rememberSearch,
  search.listRecentSearches,
  search.recordMiss,
  search.askForData,
  search.listMisses,
  search.getSearchIndexStatus,
  search.rebuildIndex,
  events.createSource,
  events.rotateSecret,
  events.revokeFormerSecret,
  events.disableSource,
  events.enableSource,
  events.getSource,
  events.listSources,
  events.listDeliveries,
  events.receiveMessage,
  events.listFeed,
  events.listJobs,
  events.retryJob,
];

/** Every kind of background work. */
export const jobs: readonly Job[] = [
  identity.forgetSessions,
  search.rebuildJob,
  search.healJob,
  events.forgetRecords,
];

/** What later domains do about the events of earlier ones. */
export const reactions: readonly Reaction[] = [search.followProducts, search.followTeams];
