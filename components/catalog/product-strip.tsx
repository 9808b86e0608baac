import { LockKeyhole, LockKeyholeOpen } from "lucide-react";
import type { ReactNode } from "react";

import { TextLink } from "@/components/ui/link";
import { RelativeTime } from "@/components/ui/relative-time";
import { Status } from "@/components/ui/status";
import type { DataProduct } from "@/lib/catalog/model";

import type { Access } from "./port-access";
import { countOf } from "./words";

type Props = {
  product: Pick<DataProduct, "id" | "ownerTeam" | "outputPorts" | "updatedAt" | "revision">;
  access: Access;
  /** How soon the owner usually answers: “in ~5 h”; null before the first answer. */
  answersIn: string | null;
  consumerCount: number;
  columns: number;
  tables: number;
  neighbours: { upstream: number; downstream: number };
  now: Date;
};

/** The answers that people come for, on one line: may I, how, how much, from where, how fresh. */
export function ProductStrip(props: Props) {
  const { product, access, answersIn, consumerCount, columns, tables, neighbours, now } = props;
  const base = `/products/${encodeURIComponent(product.id)}`;
  const types = [...new Set(product.outputPorts.flatMap(({ type }) => type ?? []))];
  return (
    <dl className="mb-2 grid grid-cols-2 gap-x-8 gap-y-3 border-y py-3 shell:flex shell:flex-wrap shell:justify-between">
      <Answer label="Access">
        <AccessWord access={access} owner={product.ownerTeam.name} answersIn={answersIn} />
      </Answer>
      <Answer label="Used by">
        <TextLink href={`${base}/access`}>
          {consumerCount === 0 ? "nobody yet" : countOf(consumerCount, "consumer")}
        </TextLink>
      </Answer>
      <Answer label="Offered as">
        {types.length === 0 ? (
          "no ports yet"
        ) : (
          <TextLink href={`${base}#connect`}>{types.join(", ")}</TextLink>
        )}
      </Answer>
      <Answer label="Contents">
        {columns === 0 ? (
          "no schema yet"
        ) : (
          <TextLink href={`${base}/data`}>
            {countOf(columns, "column")}
            {tables > 1 && ` in ${countOf(tables, "table")}`}
          </TextLink>
        )}
      </Answer>
      <Answer label="Lineage">
        <TextLink href={`${base}#lineage`}>
          made from {neighbours.upstream}, feeds {neighbours.downstream}
        </TextLink>
      </Answer>
      <Answer label="Updated">
        <TextLink href={`${base}/activity`}>
          <RelativeTime at={product.updatedAt} now={now} />
        </TextLink>
      </Answer>
    </dl>
  );
}

function Answer({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="min-w-0">
      <dt className="text-xs text-faint">{label}</dt>
      <dd className="mt-0.5 font-medium">{children}</dd>
    </div>
  );
}

type AccessWordProps = { access: Access; owner: string; answersIn: string | null };

/** What the documents of the ports promise, and how long a person takes to decide. */
function AccessWord({ access: { open, total }, owner, answersIn }: AccessWordProps) {
  const look = "whitespace-normal";
  if (open === 0)
    return (
      <Status tone="none" icon={LockKeyhole} className={`${look} text-ink`}>
        {owner} {answersIn ? `answers ${answersIn}` : "approves"}
      </Status>
    );
  return (
    <Status tone="met" icon={LockKeyholeOpen} className={look}>
      {open === total ? "open to everyone" : `${open} of ${total} ports open to everyone`}
    </Status>
  );
}
