import { asJson, productDocument } from "@/lib/testing/factories/catalog";

import type { Sample } from "../sample";
import type { World } from "../world";

const nothing = () => ({});
const source = ({ source: { id } }: World) => ({ id });
const SOURCE = "a webhook source of the team";

export const eventSamples: Record<string, Sample> = {
  "events.createSource": {
    about: SOURCE,
    input: () => ({ name: "New", scheme: "github", teamId: "shop" }),
  },
  "events.rotateSecret": { about: SOURCE, input: source },
  "events.revokeFormerSecret": { about: SOURCE, input: source },
  "events.disableSource": { about: SOURCE, input: source },
  "events.enableSource": { about: SOURCE, input: source },
  "events.getSource": { about: SOURCE, input: source },
  "events.listSources": {
    about: SOURCE,
    input: nothing,
    shows: (value, world) => JSON.stringify(value).includes(world.source.id),
  },
  "events.listDeliveries": { about: SOURCE, input: ({ source: { id } }) => ({ sourceId: id }) },
  "events.receiveMessage": {
    about: "a signed message with a new data product of the team",
    input: ({ source: { id } }) => ({
      ...{ sourceId: id, kind: "dataproduct.registered", type: "org.acme.dataproduct.registered" },
      ...{ id: "sent-product", document: asJson(productDocument({ id: "sent-product", team: "shop" })) },
      ...{ messageId: "m1", dedupeKey: `${id}/m1`, bodyBytes: 1, bodySha256: "0".repeat(64) },
    }),
  },
  "events.listFeed": {
    about: "an event about a data product restricted to the team",
    input: nothing,
    shows: (value, { secret: { productId } }) => JSON.stringify(value).includes(productId),
  },
  "events.listJobs": { about: "all background work", input: nothing },
  "events.retryJob": { about: "a job that has failed", input: ({ jobId: id }) => ({ id }) },
  "events.listNotices": { about: "one's own notices", input: nothing },
  "events.countNotices": { about: "one's own notices", input: nothing },
  "events.markNoticesRead": { about: "one's own notices", input: () => ({ all: true }) },
  "events.getNoticePreferences": { about: "one's own choices", input: nothing },
  "events.setNoticePreference": {
    about: "one's own choices",
    input: () => ({ kind: "requests.mine", portal: true, email: "off" }),
  },
  "events.setNoticeZone": { about: "one's own choices", input: () => ({ timeZone: "Europe/Berlin" }) },
  "events.listMails": { about: "one's own mails, in the demo", input: nothing },
  "events.getMail": {
    about: "a mail of one's own, in the demo",
    input: (_world, { id }) => ({ id: `mail_${id}` }),
  },
};
