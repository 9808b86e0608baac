import { Badge } from "@/components/ui/badge";
import { InlineText } from "@/components/ui/inline-text";
import { Section } from "@/components/ui/page";
import { Table, TableCell, TableHead, TableHeader, TableRow, TableRowHeader } from "@/components/ui/table";
import type { ContractRole, Price, Server, SlaProperty } from "@/lib/contracts/model";

import { slaName, slaValue } from "./sla-words";

export function SlaSection({ sla }: { sla: readonly SlaProperty[] }) {
  if (sla.length === 0) return null;
  return (
    <Section title="Service levels" count={sla.length}>
      <Table label="Service levels">
        <TableHead>
          <TableHeader>Promise</TableHeader>
          <TableHeader>Value</TableHeader>
          <TableHeader>Of</TableHeader>
          <TableHeader>In words</TableHeader>
        </TableHead>
        <tbody>
          {sla.map((entry, index) => (
            <TableRow key={index}>
              <TableRowHeader className="whitespace-nowrap">{slaName(entry)}</TableRowHeader>
              <TableCell className="whitespace-nowrap tabular-nums">{slaValue(entry)}</TableCell>
              <TableCell className="font-mono text-sm text-soft">{entry.element}</TableCell>
              <TableCell className="min-w-56 text-soft">
                <InlineText>{entry.description ?? ""}</InlineText>{" "}
                {entry.driver && <Badge tone="outline">{entry.driver}</Badge>}
              </TableCell>
            </TableRow>
          ))}
        </tbody>
      </Table>
    </Section>
  );
}

export function RoleSection({ roles }: { roles: readonly ContractRole[] }) {
  if (roles.length === 0) return null;
  return (
    <Section title="Roles" count={roles.length}>
      <Table label="Roles that can be asked for">
        <TableHead>
          <TableHeader>Role</TableHeader>
          <TableHeader>Access</TableHeader>
          <TableHeader>What it allows</TableHeader>
          <TableHeader>Approved by</TableHeader>
        </TableHead>
        <tbody>
          {roles.map(({ role, access, description, approvers }, index) => (
            <TableRow key={index}>
              <TableRowHeader className="font-mono text-sm">{role}</TableRowHeader>
              <TableCell>{access ?? "–"}</TableCell>
              <TableCell className="min-w-56 text-soft">
                <InlineText>{description ?? ""}</InlineText>
              </TableCell>
              <TableCell>{approvers.join(", then ") || "–"}</TableCell>
            </TableRow>
          ))}
        </tbody>
      </Table>
    </Section>
  );
}

export function PriceSection({ price }: { price: Price | null }) {
  if (price === null) return null;
  const { amount, currency, unit } = price;
  const paid = [amount?.toLocaleString("en"), currency].filter(Boolean).join(" ");
  return (
    <Section title="Price">
      <p>
        {paid || "Agreed with the owner"}
        {unit && ` per ${unit}`}
      </p>
    </Section>
  );
}

export function ServerSection({ servers }: { servers: readonly Server[] }) {
  if (servers.length === 0) return null;
  return (
    <Section title="Servers" count={servers.length}>
      <ul className="grid gap-3 sm:grid-cols-2">
        {servers.map((server, index) => (
          <ServerCard key={index} server={server} />
        ))}
      </ul>
    </Section>
  );
}

function ServerCard({ server: { server, type, environment, description, facts } }: { server: Server }) {
  return (
    <li className="rounded-md border bg-surface px-4 py-3">
      <p className="flex flex-wrap items-center gap-2">
        <span className="font-semibold">{server}</span>
        <Badge>{type}</Badge>
        {environment && <Badge tone="outline">{environment}</Badge>}
      </p>
      {description && <p className="mt-0.5 text-soft">{description}</p>}
      <dl className="mt-2 grid grid-cols-[auto_1fr] gap-x-3 gap-y-0.5 text-sm">
        {Object.entries(facts).map(([name, value]) => (
          <div key={name} className="contents">
            <dt className="text-faint">{name}</dt>
            <dd className="font-mono wrap-anywhere">
              {typeof value === "string" ? value : JSON.stringify(value)}
            </dd>
          </div>
        ))}
      </dl>
    </li>
  );
}
