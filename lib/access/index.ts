import "server-only";

export { turnJob } from "./jobs";
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
export { decideReview, startRecertification } from "./service/reviews";
export { turnAgreements } from "./service/turn-agreements";
