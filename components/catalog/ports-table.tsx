import { ClassificationBadge, PersonalDataBadge } from "@/components/catalog/classification-badge";
import { Badge } from "@/components/ui/badge";
import { TextLink } from "@/components/ui/link";
import { Status } from "@/components/ui/status";
import { Table, TableCell, TableHead, TableHeader, TableRow, TableRowHeader } from "@/components/ui/table";
import type { Classification, OutputPort } from "@/lib/catalog/model";

import { LifecycleStatus } from "./lifecycle-status";
import { opensByItself } from "./port-access";

type Entry = {
  port: OutputPort;
  contract: {
    id: string;
    name: string | null;
    classification: Classification | null;
    personalData: boolean;
  } | null;
};

type Props = { ports: readonly Entry[] };

/** The ways to consume a product, side by side. */
export function PortsTable({ ports }: Props) {
  return (
    <Table label="Output ports">
      <TableHead>
        <TableHeader>Port</TableHeader>
        <TableHeader>Type</TableHeader>
        <TableHeader>Contract</TableHeader>
        <TableHeader>Holds</TableHeader>
        <TableHeader>Access</TableHeader>
      </TableHead>
      <tbody>
        {ports.map((entry, index) => (
          <PortRow key={index} {...entry} />
        ))}
      </tbody>
    </Table>
  );
}

function PortRow({ port, contract }: Entry) {
  const { type, environment } = port;
  return (
    <TableRow>
      <TableRowHeader className="align-top">
        <PortName port={port} />
      </TableRowHeader>
      <TableCell className="align-top whitespace-nowrap">
        {[type, environment].filter(Boolean).join(", ") || "–"}
      </TableCell>
      <TableCell className="min-w-40 align-top">
        <ContractCell contract={contract} contractId={port.contractId} />
      </TableCell>
      <TableCell className="align-top">
        <span className="flex flex-wrap gap-1">
          {contract?.classification && <ClassificationBadge classification={contract.classification} />}
          {(contract?.personalData ?? port.containsPii) && <PersonalDataBadge />}
        </span>
      </TableCell>
      <TableCell className="align-top">
        {opensByItself({ port, contract }) ? (
          <Status tone="met">open</Status>
        ) : (
          <Status tone="none">by approval</Status>
        )}
      </TableCell>
    </TableRow>
  );
}

function ContractCell({ contract, contractId }: { contract: Entry["contract"]; contractId: string | null }) {
  if (contract)
    return (
      <TextLink href={`/contracts/${encodeURIComponent(contract.id)}`}>
        {contract.name ?? contract.id}
      </TextLink>
    );
  if (contractId === null) return <span className="text-faint">none</span>;
  return (
    <span>
      <code className="font-mono text-sm">{contractId}</code>
      <span className="block text-sm text-faint">not registered, or not yours to see</span>
    </span>
  );
}

function PortName({ port: { name, version, status, description } }: Pick<Entry, "port">) {
  return (
    <>
      <span className="flex flex-wrap items-center gap-x-2">
        <span className="wrap-anywhere">{name}</span>
        {version && <Badge>{version}</Badge>}
        {status && status !== "active" && <LifecycleStatus status={status} className="text-sm" />}
      </span>
      {description && <p className="max-w-96 min-w-48 text-sm font-normal text-soft">{description}</p>}
    </>
  );
}
