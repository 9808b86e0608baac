import "server-only";

export { chaseJob, turnJob } from "./jobs";
export { accessNotices } from "./notices";
export { followPeople } from "./reactions";
export { consumerCounts, liveAccessOf } from "./reads";
export { chaseRequests } from "./service/chase";
export { getConnector, listConnectors, putConnector, removeConnector } from "./service/connectors";
export { answerRequest, askForInformation, cancelRequest } from "./service/converse";
export { approveRequest, approveRequests, rejectRequest } from "./service/decide";
export { delegateDecisions, endDelegation, listDelegations } from "./service/delegations";
export { cancelAgreement, revokeAgreement } from "./service/end-agreement";
export { evaluateAccess, getAccessStatus } from "./service/evaluate";
export { getAgreement } from "./service/get-agreement";
export { handToReview } from "./service/hand-to-review";
export { listAgreements } from "./service/list-agreements";
export {
  confirmByHand,
  getProvisioning,
  putProvisioning,
  reportProvisioning,
  retryProvisioning,
} from "./service/provisioning";
export { getOffer, previewPlan } from "./service/offer";
export { countWaiting, getRequest, listRequests } from "./service/read-requests";
export { renewAgreement, requestAccess } from "./service/request-access";
export { listStandIns } from "./service/stand-ins";
export { decideReview, startRecertification } from "./service/reviews";
export { turnAgreements } from "./service/turn-agreements";
export { putAccess } from "./service/wire-put";
export { getAccess, listAccess } from "./service/wire-read";
export { removeAccess } from "./service/wire-remove";
