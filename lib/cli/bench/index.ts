import { untilStopped } from "../closings";
import { report } from "../progress";
import { type Ground, layGround } from "./ground";
import { type Part, readOptions } from "./options";
import { type Figure, toTable, writeFigures } from "./report";

type Measuring = { run: (ground: Ground) => Promise<Figure[]> };

/** Each part is a module of its own that measures on the common ground. */
const PARTS: Record<Part, () => Promise<Measuring>> = {
  ingest: () => import("./ingest"),
  search: () => import("./search"),
  pages: () => import("./pages"),
  access: () => import("./access"),
};

/** `npm run bench -- ingest|search|pages|access|all`: measures a synthetic mesh and holds the figures against the goals. */
export const main = (args: readonly string[]): Promise<void> =>
  untilStopped(async (closings, fail) => {
    const options = readOptions(args);
    const { products, engine, parts } = options;
    report(`Measuring ${parts.join(", ")} with ${products} products on ${engine}.`);
    const ground = await layGround(options, closings, fail);
    for (const part of parts) {
      report(`\n${part}`);
      const { run } = await PARTS[part]();
      const figures = await run(ground);
      report(`\n${toTable(figures)}\n`);
      report(`Kept in ${await writeFigures({ what: part, products, engine, figures })}`);
    }
  });
