import { createRandom, type Random } from "./random";
import * as vocabulary from "./words";

/** A team of the synthetic mesh; the domains are the teams without a parent. */
export type MeshTeam = { id: string; name: string; type: "Domain" | "Team"; parentId: string | null };

type MeshColumn = { name: string; type: string; description: string };

export type MeshProduct = {
  id: string;
  name: string;
  description: string;
  domain: MeshTeam;
  team: MeshTeam;
  status: string;
  type: string;
  version: string;
  classification: string;
  hasPersonalData: boolean;
  isRestricted: boolean;
  portTypes: readonly string[];
  tags: readonly string[];
  people: readonly string[];
  columns: readonly MeshColumn[];
  /** Ids of the products that it is made from. */
  inputs: readonly string[];
  boost: number;
  createdAt: string;
  updatedAt: string;
};

export type Mesh = { teams: readonly MeshTeam[]; products: readonly MeshProduct[] };

const COLUMNS = 12;
const INPUTS = 3;
const RESTRICTED_SHARE = 0.15;
const TEAMS_PER_DOMAIN = 12;
const START_MS = Date.UTC(2024, 0, 1);
const DAY_MS = 86_400_000;

/** A mesh of so many products: the same for the same seed, and a smaller one is the beginning of a larger one. */
export function createMesh(size: number, seed = 1): Mesh {
  const random = createRandom(seed);
  const domains = vocabulary.DOMAINS.map((name) => aDomain(name));
  const teams = domains.flatMap((domain) => teamsOf(domain, random));
  const products: MeshProduct[] = [];
  for (let number = 0; number < size; number++) products.push(aProduct(number, { random, domains, teams }));
  return { teams: [...domains, ...teams], products };
}

const aDomain = (name: string): MeshTeam => ({
  id: `domain-${name}`,
  name: titled(name),
  type: "Domain",
  parentId: null,
});

function teamsOf(domain: MeshTeam, random: Random): MeshTeam[] {
  return random.some(vocabulary.ASPECTS, TEAMS_PER_DOMAIN).map((aspect) => ({
    id: `team-${domain.name.toLowerCase()}-${aspect}`,
    name: `${domain.name} ${aspect}`,
    type: "Team",
    parentId: domain.id,
  }));
}

type Ground = { random: Random; domains: readonly MeshTeam[]; teams: readonly MeshTeam[] };

function aProduct(number: number, { random, domains, teams }: Ground): MeshProduct {
  const words = nameWords(random);
  const [subject = "", aspect = ""] = words;
  const team = teams[random.below(teams.length)];
  const domain = domains.find(({ id }) => id === team?.parentId);
  if (!team || !domain) throw new Error("A mesh needs teams.");
  const createdMs = START_MS + random.below(600) * DAY_MS + random.below(DAY_MS);
  return {
    id: `bench-${number}-${words.join("-")}`,
    name: written(words, random),
    description: described(subject, aspect, random),
    domain,
    team,
    status: random.pick([
      "active",
      "active",
      "active",
      "active",
      "draft",
      "proposed",
      "deprecated",
      "retired",
    ]),
    type: random.pick(["sourceAligned", "aggregate", "consumerAligned"]),
    version: `${1 + random.below(4)}.${random.below(10)}.${random.below(10)}`,
    classification: random.pick(["public", "internal", "internal", "confidential", "restricted"]),
    hasPersonalData: random.chance(0.3),
    isRestricted: random.chance(RESTRICTED_SHARE),
    portTypes: random.some(["table", "files", "topic", "API", "vectors"], 1 + random.below(2)),
    tags: random.some(vocabulary.TAGS, 1 + random.below(4)),
    people: [`${random.pick(vocabulary.FIRST_NAMES)} ${random.pick(vocabulary.LAST_NAMES)}`],
    columns: columnsOf(subject, random),
    inputs: inputsOf(number, random),
    boost: random.below(100) / 100,
    createdAt: new Date(createdMs).toISOString(),
    updatedAt: new Date(createdMs + random.below(120) * DAY_MS).toISOString(),
  };
}

/** Subject, aspect and one or two cuts: enough for hundreds of thousands of different names. */
function nameWords(random: Random): string[] {
  const words = [
    random.pick(vocabulary.SUBJECTS),
    random.pick(vocabulary.ASPECTS),
    random.pick(vocabulary.CUTS),
  ];
  if (random.chance(0.5)) words.push(random.pick(vocabulary.SYSTEMS));
  if (random.chance(0.2)) words.push(`v${1 + random.below(5)}`);
  return words;
}

/** Names as teams write them: `customer-orders-daily`, `customer_orders_daily`, `customerOrdersDaily`, `Customer orders daily`. */
function written(words: readonly string[], random: Random): string {
  const style = random.pick(["kebab", "snake", "camel", "spaced", "spaced"]);
  if (style === "kebab") return words.join("-");
  if (style === "snake") return words.join("_");
  if (style === "camel") return words.map((word, index) => (index === 0 ? word : titled(word))).join("");
  return titled(words.join(" "));
}

function described(subject: string, aspect: string, random: Random): string {
  const about = `${titled(random.pick(vocabulary.CUTS))} ${aspect} of every ${subject}`;
  const use = `for ${random.pick(vocabulary.PURPOSES)} and ${random.pick(vocabulary.PURPOSES)}`;
  const from = `delivered from ${random.pick(vocabulary.SYSTEMS)} by way of ${random.pick(vocabulary.SYSTEMS)}`;
  return `${about}, ${use}; ${from}. Joins with ${random.pick(vocabulary.SUBJECTS)} ${random.pick(vocabulary.ASPECTS)}.`;
}

function columnsOf(subject: string, random: Random): MeshColumn[] {
  const others = random.some(vocabulary.SUBJECTS, 3);
  const names = new Set([`${subject}_id`]);
  while (names.size < COLUMNS)
    names.add(`${random.pick([subject, ...others])}_${random.pick(vocabulary.QUALIFIERS)}`);
  return [...names].map((name) => aColumn(name, subject, random));
}

function aColumn(name: string, subject: string, random: Random): MeshColumn {
  const [owner = subject, qualifier = ""] = name.split("_");
  return {
    name,
    type: random.pick(["string", "integer", "number", "timestamp", "boolean"]),
    description: `The ${qualifier} that ${random.pick(vocabulary.VERBS)} the ${owner} of a ${subject} for ${random.pick(vocabulary.PURPOSES)}.`,
  };
}

/** Products are made from earlier ones: no circles. */
function inputsOf(number: number, random: Random): string[] {
  const count = Math.min(INPUTS, number);
  return Array.from({ length: count }, () => `${random.below(number)}`);
}

const titled = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
