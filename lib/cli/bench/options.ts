import { parseArgs } from "node:util";

const PARTS = ["ingest", "search", "pages", "access"] as const;
export type Part = (typeof PARTS)[number];

const ENGINES = ["postgres", "meilisearch"] as const;

export type Options = {
  parts: readonly Part[];
  products: number;
  engine: (typeof ENGINES)[number];
  /** Whether search is also measured with a tenth of the products. */
  growth: boolean;
};

const USAGE =
  "Usage: npm run bench -- ingest|search|pages|access|all [--products N] [--growth] [--engine postgres|meilisearch]";

/** What the command line asks for, or an error that says what it may ask for. */
export function readOptions(args: readonly string[]): Options {
  const { values, positionals } = parse(args);
  const [what, ...more] = positionals;
  const parts = what === "all" ? PARTS : PARTS.filter((part) => part === what);
  const engine = ENGINES.find((name) => name === values.engine);
  const products = Number(values.products);
  if (parts.length === 0 || more.length > 0) throw wrong(`"${positionals.join(" ")}" is no bench.`);
  if (!engine) throw wrong(`"${values.engine}" is no engine.`);
  if (!Number.isInteger(products) || products < 100 || products > 1_000_000)
    throw wrong("--products takes a whole number from 100 to 1000000.");
  return { parts, products, engine, growth: values.growth };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        products: { type: "string", default: "50000" },
        engine: { type: "string", default: "postgres" },
        growth: { type: "boolean", default: false },
      },
    });
  } catch (error) {
    throw wrong(error instanceof Error ? error.message : String(error));
  }
}

const wrong = (problem: string): Error => new Error(`${problem}\n${USAGE}`);
