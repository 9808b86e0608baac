import "server-only";

export { turnJob } from "./jobs";
export { answerRequest, askForInformation, cancelRequest } from "./service/converse";
export { approveRequest, approveRequests, rejectRequest } from "./service/decide";
export { cancelAgreement, revokeAgreement } from "./service/end-agreement";
export { getAgreement } from "./service/get-agreement";
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
export { decideReview, startRecertification } from "./service/reviews";
export { turnAgreements } from "./service/turn-agreements";
