import "server-only";

export { forgetRecords } from "./jobs";
export { sendDigests, sendMail } from "./mail-jobs";
export type { SourceWithSecret } from "./model";
export { tellPeople } from "./notices";
export { feedDataSchema, listFeed } from "./service/feed";
export { listDeliveries } from "./service/deliveries";
export { listJobs, retryJob } from "./service/jobs";
export { getMail, listMails } from "./service/mails";
export { countNotices, listNotices, markNoticesRead } from "./service/notices";
export { getNoticePreferences, setNoticePreference, setNoticeZone } from "./service/preferences";
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
