import type { SchemaObject, Server } from "../model";

import { factsOf, type Snippet } from "./snippet-facts";
import { fileSnippets, isFiles } from "./snippets-files";
import { otherSnippets } from "./snippets-other";
import { isTable, tableSnippets } from "./snippets-tables";

export type { Snippet };

/**
 * Code that reads from a server, for people to copy. It holds no secret: whoever runs it has their own in the
 * environment. Values of the document are quoted for each language.
 */
export function connectionSnippets(server: Server, object: SchemaObject | null): Snippet[] {
  const facts = factsOf(server, object);
  const snippets = isTable(facts)
    ? tableSnippets(facts)
    : isFiles(facts)
      ? fileSnippets(facts)
      : otherSnippets(facts);
  return snippets.length > 0 ? snippets : [plain(server)];
}

/** A server that only its documentation describes: the facts a product gives at a port. */
export const serverOfPort = (type: string | null, facts: Readonly<Record<string, unknown>>): Server => ({
  server: "port",
  type: type ?? "custom",
  environment: null,
  description: null,
  facts: { ...facts },
});

/** Nothing is known about this type: what the document says, for people to make sense of. */
function plain({ type, facts }: Server): Snippet {
  const lines = Object.entries(facts).map(
    ([key, value]) => `${JSON.stringify(key)}: ${JSON.stringify(value)}`,
  );
  return {
    language: "text",
    label: "Connection",
    code: [`"type": ${JSON.stringify(type)}`, ...lines].join("\n"),
  };
}
