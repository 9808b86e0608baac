import "server-only";

export { forgetRecords } from "./jobs";
export type { SourceWithSecret } from "./model";
export { feedDataSchema, listFeed } from "./service/feed";
export { listDeliveries } from "./service/deliveries";
export { listJobs, retryJob } from "./service/jobs";
export { type KnockAnswer, receive } from "./service/receive";
export { receiveMessage } from "./service/receive-message";
export {
  createSource,
  disableSource,
  enableSource,
  getSource,
  listSources,
  revokeFormerSecret,
  rotateSecret,
} from "./service/sources";
