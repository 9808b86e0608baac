import { Cable } from "lucide-react";

import { Code } from "@/components/ui/code";
import { EmptyState } from "@/components/ui/empty-state";
import type { Language } from "@/components/ui/highlight";
import { InlineText } from "@/components/ui/inline-text";
import { TextLink } from "@/components/ui/link";
import { Tabs } from "@/components/ui/tabs";
import type { ProductSchema, SchemaObject, Server } from "@/lib/contracts/model";
import { connectionSnippets, type Snippet } from "@/lib/contracts/rules/snippets";

import { objectOf, serversOf } from "./port-connection";

type Port = ProductSchema["ports"][number];

const sentence = (text: string): string => (text === "" || /[.!?…]$/.test(text) ? text : `${text}.`);

type Props = { ports: readonly Port[]; owner: string };

/** Code that reads from each output port, for people to copy. */
export function Connect({ ports, owner }: Props) {
  if (ports.length === 0)
    return (
      <EmptyState icon={Cable} title="Nothing to connect to yet">
        {owner} has not described an output port of this product.
      </EmptyState>
    );
  const [first] = ports;
  if (ports.length === 1 && first) return <PortConnection {...first} owner={owner} />;
  return (
    <Tabs
      label="Output ports"
      tabs={ports.map((entry, index) => ({
        id: String(index),
        label: labelOf(entry.port, ports),
        content: <PortConnection {...entry} owner={owner} />,
      }))}
    />
  );
}

/** The version stands beside the name where one name has several. */
function labelOf({ name, version }: Port["port"], ports: readonly Port[]): string {
  const isShared = ports.filter(({ port }) => port.name === name).length > 1;
  return isShared && version !== null ? `${name} ${version}` : name;
}

function PortConnection({ port, contract, owner }: Port & { owner: string }) {
  const servers = serversOf(port, contract);
  const object = objectOf(port, contract);
  return (
    <div>
      <p className="mb-2 max-w-reading text-soft">
        <InlineText>{sentence(port.description ?? "")}</InlineText>
        {contract && (
          <>
            {" Contract: "}
            <TextLink href={`/contracts/${encodeURIComponent(contract.id)}`} className="underline">
              {contract.name ?? contract.id}
            </TextLink>
          </>
        )}
      </p>
      {servers.length === 0 ? (
        <p className="rounded-md border border-dashed border-line-strong px-4 py-3 text-soft">
          Where it is served is not written in the documents. Ask {owner}.
        </p>
      ) : (
        servers
          .slice(0, 2)
          .map((server) => <ServerSnippets key={server.server} server={server} object={object} />)
      )}
    </div>
  );
}

function ServerSnippets({ server, object }: { server: Server; object: SchemaObject | null }) {
  const { environment, description } = server;
  return (
    <div className="mt-3 first-of-type:mt-0">
      <p className="mb-1 text-sm text-soft">
        <span className="font-medium text-ink">{environment ?? server.server}</span> · {server.type}
        {description && ` · ${description}`}
      </p>
      <Tabs
        label={`Ways to read from ${server.server}`}
        tabs={connectionSnippets(server, object).map((snippet) => ({
          id: snippet.label,
          label: snippet.label,
          content: (
            <Code
              code={snippet.code}
              language={LANGUAGES[snippet.language]}
              label={`${snippet.label} snippet`}
            />
          ),
        }))}
      />
    </div>
  );
}

const LANGUAGES: Readonly<Record<Snippet["language"], Language>> = {
  python: "python",
  spark: "python",
  sql: "sql",
  duckdb: "sql",
  curl: "shellscript",
  text: "text",
};
