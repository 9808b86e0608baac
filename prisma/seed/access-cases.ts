import type { ConsumerKey } from "@/lib/access/model";

/** What somebody did about a request or its agreement, so many days ago. */
export type Act = { by: string; daysAgo: number; note?: string } & (
  | { act: "approve" | "reject" | "ask" | "answer" | "withdraw" | "revoke" | "confirm" | "renew" }
  | { act: "provisioned" | "provisioningFailed" }
);

/** One request of the demo mesh; its purpose, which no other has, is what it is known by. */
export type AccessCase = {
  by: string;
  /** Who gets access: the asker, unless it is for a team or a product. */
  for?: ConsumerKey;
  productId: string;
  port: string;
  purpose: string;
  durationDays: 30 | 90 | 180 | 365;
  daysAgo: number;
  acts: readonly Act[];
};

/** Requests and agreements of the past months, in every state that a page shows. Dated before now, to the day. */
export const accessCases: readonly AccessCase[] = [
  {
    by: "Chen Wei",
    productId: "members",
    port: "members-table",
    purpose: "Match bookings of members with flights that were late, to apologise to them by name.",
    durationDays: 365,
    daysAgo: 185,
    acts: [
      { act: "approve", by: "Grace Kimani", daysAgo: 184, note: "Only for the apology letters." },
      { act: "approve", by: "Grace Kimani", daysAgo: 184, note: "The domain agrees." },
      {
        act: "approve",
        by: "Tomasz Wieczorek",
        daysAgo: 183,
        note: "Covered by the members' consent of 2024.",
      },
      { act: "provisioned", by: "Mara Lindqvist", daysAgo: 183 },
    ],
  },
  {
    by: "Jonas Feld",
    productId: "member-engagement",
    port: "engagement-table",
    purpose: "Find out whether delays keep members from flying again.",
    durationDays: 90,
    daysAgo: 86,
    acts: [
      { act: "approve", by: "Grace Kimani", daysAgo: 85 },
      { act: "provisioned", by: "Mara Lindqvist", daysAgo: 85 },
      { act: "renew", by: "Jonas Feld", daysAgo: 1 },
    ],
  },
  {
    by: "Aisha Bello",
    productId: "sp500-daily",
    port: "daily-table",
    purpose: "Compare the demand for flights with the mood of the markets.",
    durationDays: 30,
    daysAgo: 27,
    acts: [
      {
        act: "approve",
        by: "Priya Raman",
        daysAgo: 26,
        note: "Welcome. Mind the licence: no copies outside.",
      },
      { act: "confirm", by: "Priya Raman", daysAgo: 26, note: "Role MARKETS_READER granted." },
    ],
  },
  {
    by: "Jonas Feld",
    for: { kind: "team", id: "punctuality-analytics" },
    productId: "bird-strikes",
    port: "strikes-table",
    purpose: "Tell delays after a strike from other delays.",
    durationDays: 180,
    daysAgo: 40,
    acts: [
      { act: "approve", by: "Aisha Bello", daysAgo: 39 },
      {
        act: "provisioningFailed",
        by: "Mara Lindqvist",
        daysAgo: 1,
        note: "permission denied for schema airfield",
      },
    ],
  },
  {
    by: "Jonas Feld",
    for: { kind: "product", id: "flight_delay_features" },
    productId: "daily-weather",
    port: "weather-stream",
    purpose: "Weather of the hour before departure, as a feature of the delay model.",
    durationDays: 365,
    daysAgo: 120,
    acts: [
      { act: "approve", by: "Henrik Solberg", daysAgo: 119 },
      { act: "confirm", by: "Henrik Solberg", daysAgo: 118, note: "Consumer group delay-features." },
    ],
  },
  {
    by: "Lucía Ortega",
    for: { kind: "team", id: "demography" },
    productId: "us-employment",
    port: "employment-table",
    purpose: "Put employment beside the population of each state.",
    durationDays: 365,
    daysAgo: 3,
    acts: [{ act: "approve", by: "Priya Raman", daysAgo: 1 }],
  },
  {
    by: "Yuki Tanaka",
    productId: "stocks",
    port: "prices-csv",
    purpose: "A chart for the article on media companies.",
    durationDays: 30,
    daysAgo: 60,
    acts: [{ act: "approve", by: "Priya Raman", daysAgo: 59 }],
  },
  {
    by: "Priya Raman",
    productId: "routeTraffic",
    port: "routes-api",
    purpose: "Estimate the revenue of routes before the airlines report it.",
    durationDays: 180,
    daysAgo: 70,
    acts: [
      { act: "approve", by: "Aisha Bello", daysAgo: 69 },
      {
        act: "revoke",
        by: "Aisha Bello",
        daysAgo: 10,
        note: "The estimates were published with our name on them.",
      },
    ],
  },
  {
    by: "Priya Raman",
    productId: "members",
    port: "members-table",
    purpose: "Enrich a list of leads with incomes.",
    durationDays: 365,
    daysAgo: 50,
    acts: [
      {
        act: "reject",
        by: "Grace Kimani",
        daysAgo: 49,
        note: "Members did not agree to advertising. The engagement table has numbers without names.",
      },
    ],
  },
  {
    by: "Chen Wei",
    productId: "daily-weather",
    port: "weather-stream",
    purpose: "Try whether the stream is quicker than the files.",
    durationDays: 30,
    daysAgo: 20,
    acts: [{ act: "withdraw", by: "Chen Wei", daysAgo: 18, note: "The files are quick enough." }],
  },
  {
    by: "Lucía Ortega",
    productId: "members",
    port: "members-table",
    purpose: "Compare the ages of members with the census.",
    durationDays: 90,
    daysAgo: 2,
    acts: [
      {
        act: "ask",
        by: "Grace Kimani",
        daysAgo: 1,
        note: "Would ages by decade and state do? Then you need no personal data at all.",
      },
    ],
  },
  {
    by: "Yuki Tanaka",
    productId: "members",
    port: "members-table",
    purpose: "Invite members to the preview of the summer films.",
    durationDays: 30,
    daysAgo: 3,
    acts: [
      { act: "approve", by: "Grace Kimani", daysAgo: 2, note: "They asked for invitations." },
      { act: "approve", by: "Grace Kimani", daysAgo: 2, note: "The domain agrees." },
    ],
  },
  {
    by: "Henrik Solberg",
    productId: "bird-strikes",
    port: "strikes-table",
    purpose: "See whether mild winters move the season of strikes.",
    durationDays: 180,
    daysAgo: 2,
    acts: [{ act: "approve", by: "Aisha Bello", daysAgo: 1 }],
  },
  {
    by: "Henrik Solberg",
    productId: "flights-2001",
    port: "flights-table",
    purpose: "Weigh the emissions of short flights.",
    durationDays: 90,
    daysAgo: 4,
    acts: [],
  },
  {
    by: "Chen Wei",
    productId: "member-engagement",
    port: "engagement-table",
    purpose: "Plan the capacity of the booking service for campaigns.",
    durationDays: 90,
    daysAgo: 5,
    acts: [],
  },
  {
    by: "Yuki Tanaka",
    productId: "member-engagement",
    port: "engagement-table",
    purpose: "Learn which films members talk about.",
    durationDays: 90,
    daysAgo: 4,
    acts: [],
  },
  {
    by: "Jonas Feld",
    productId: "clinic-survey",
    port: "survey-enclave",
    purpose: "A study on noise near airports and how people sleep.",
    durationDays: 180,
    daysAgo: 2,
    acts: [{ act: "approve", by: "Lucía Ortega", daysAgo: 1, note: "Inside the enclave only." }],
  },
];
