import type { ReactNode } from "react";

import { Avatar } from "@/components/ui/avatar";
import { Badge } from "@/components/ui/badge";
import { CopyId } from "@/components/ui/copy-button";
import { TextLink } from "@/components/ui/link";
import { Section } from "@/components/ui/page";
import { RelativeTime } from "@/components/ui/relative-time";
import { Status } from "@/components/ui/status";
import { Table, TableCell, TableHead, TableHeader, TableRow, TableRowHeader } from "@/components/ui/table";
import type { AccessRequest, AgreementStatus, AccessTarget } from "@/lib/access/model";

import { CONSUMER_KINDS, dayWord, durationWord } from "./words";

type Props = { request: AccessRequest; now: Date };

/** The case: why, who, for whom, what and how long. */
export function RequestCase({ request, now }: Props) {
  const { purpose, requester, consumer, requestedAt, target, columns, roles, terms } = request;
  return (
    <Section title="The case">
      <div className="rounded-md border bg-surface">
        <p className="max-w-reading px-4 py-3 text-lg wrap-anywhere whitespace-pre-line">{purpose}</p>
        <dl className="grid gap-x-6 gap-y-3 border-t px-4 py-3 sm:grid-cols-[8rem_1fr]">
          <Term label="Asked by">
            <Doer name={requester.name} kind={requester.kind} />{" "}
            <RelativeTime at={requestedAt} now={now} className="text-soft" />
          </Term>
          <Term label="For">
            <ConsumerLine request={request} />
          </Term>
          <Term label="What">
            <TargetLine target={target} />
          </Term>
          <Term label="Columns">{columns.length === 0 ? "All of the port" : <Names names={columns} />}</Term>
          {roles.length > 0 && (
            <Term label="Roles">
              <Names names={roles} />
            </Term>
          )}
          <Term label="How long">
            <Period request={request} now={now} />
          </Term>
          <Term label="Terms">
            {terms === null ? (
              <span className="text-soft">The contract sets none.</span>
            ) : (
              <TermsLine terms={terms} now={now} isBySame={terms.by.id === requester.id} />
            )}
          </Term>
          {consumer.team && consumer.kind !== "team" && (
            <Term label="Their team">
              <TextLink href={teamHref(consumer.team.id)}>{consumer.team.name}</TextLink>
            </Term>
          )}
        </dl>
      </div>
    </Section>
  );
}

const teamHref = (id: string): string => `/teams/${encodeURIComponent(id)}`;

function Term({ label, children }: { label: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-sm text-faint sm:pt-px">{label}</dt>
      <dd className="-mt-2 min-w-0 wrap-anywhere sm:mt-0">{children}</dd>
    </>
  );
}

function Doer({ name, kind }: { name: string; kind: string }) {
  return (
    <span className="inline-flex items-center gap-1.5 align-bottom">
      {kind === "user" && <Avatar name={name} className="size-5 text-[0.625rem]" />}
      {name}
      {kind !== "user" && <Badge tone="outline">{kind === "key" ? "API key" : "the portal"}</Badge>}
    </span>
  );
}

function ConsumerLine({ request: { consumer, requester } }: { request: AccessRequest }) {
  const { kind, id, name, team } = consumer;
  if (kind === "user") return id === requester.id ? "Their own use" : name;
  const href = kind === "team" ? teamHref(id) : `/products/${encodeURIComponent(id)}`;
  return (
    <>
      <TextLink href={href}>{name}</TextLink>{" "}
      <span className="text-soft">
        {CONSUMER_KINDS[kind]}
        {kind === "product" && team && ` of ${team.name}`}
      </span>
    </>
  );
}

function TargetLine({ target }: { target: AccessTarget }) {
  const { productId, productName, portName, contractVersion, providerTeam, exists } = target;
  return (
    <>
      {exists ? (
        <TextLink href={`/products/${encodeURIComponent(productId)}`}>{productName}</TextLink>
      ) : (
        productName
      )}{" "}
      <span className="text-soft">
        › {portName}
        {contractVersion && `, contract ${contractVersion}`}, of{" "}
        <TextLink href={teamHref(providerTeam.id)}>{providerTeam.name}</TextLink>
      </span>
      {!exists && (
        <Status tone="breach" className="ml-2 text-sm">
          no longer offered
        </Status>
      )}
    </>
  );
}

const SHOWN = 24;

function Names({ names }: { names: readonly string[] }) {
  const rest = names.slice(SHOWN);
  return (
    <>
      <Chips names={names.slice(0, SHOWN)} />
      {rest.length > 0 && (
        <details className="mt-1.5">
          <summary className="w-fit cursor-pointer rounded-sm text-sm text-soft hover:text-ink">
            {rest.length} more
          </summary>
          <div className="mt-1.5">
            <Chips names={rest} />
          </div>
        </details>
      )}
    </>
  );
}

function Chips({ names }: { names: readonly string[] }) {
  return (
    <ul className="flex flex-wrap gap-1">
      {names.map((name) => (
        <li key={name}>
          <Badge className="font-mono whitespace-normal">{name}</Badge>
        </li>
      ))}
    </ul>
  );
}

function Period({ request, now }: Props) {
  const { durationDays, startsAt, endsAt, kind } = request;
  const wished = [
    startsAt && `from ${dayWord(startsAt, now)}`,
    endsAt && `until ${dayWord(endsAt, now)}`,
  ].filter((part) => part !== null && part !== "");
  return (
    <>
      {durationWord(durationDays)}{" "}
      <span className="text-soft">
        {wished.length > 0 ? wished.join(" ") : kind === "renewal" ? "more" : "from the approval on"}
      </span>
    </>
  );
}

type TermsLineProps = { terms: NonNullable<AccessRequest["terms"]>; now: Date; isBySame: boolean };

function TermsLine({
  terms: { contractId, contractVersion, sha256, by, at },
  now,
  isBySame,
}: TermsLineProps) {
  return (
    <>
      <span className="block">
        Accepted {!isBySame && `by ${by.name} `}
        <RelativeTime at={at} now={now} />, of the{" "}
        <TextLink href={`/contracts/${encodeURIComponent(contractId)}`}>
          contract{contractVersion && ` ${contractVersion}`}
        </TextLink>
      </span>
      <span className="flex items-baseline gap-1 text-sm text-faint">
        <span className="whitespace-nowrap">SHA-256</span> <CopyId id={sha256} />
      </span>
    </>
  );
}

const AGREEMENT_TONES: Readonly<
  Record<AgreementStatus, { tone: "met" | "info" | "none" | "breach"; word: string }>
> = {
  active: { tone: "met", word: "Active" },
  upcoming: { tone: "info", word: "Upcoming" },
  expired: { tone: "none", word: "Expired" },
  revoked: { tone: "breach", word: "Revoked" },
};

/** What else the consumer holds, as far as the reader may see it. */
export function OtherAccess({ request: { otherAccess, consumer }, now }: Props) {
  return (
    <Section title="Other access" count={otherAccess.length}>
      {otherAccess.length === 0 ? (
        <p className="text-soft">{consumer.name} holds no other access that you may see.</p>
      ) : (
        <Table label={`Other access of ${consumer.name}`}>
          <TableHead>
            <TableHeader>Product</TableHeader>
            <TableHeader>Owner</TableHeader>
            <TableHeader>State</TableHeader>
            <TableHeader>Ends</TableHeader>
          </TableHead>
          <tbody>
            {otherAccess.map(({ accessId, target, status, endsAt }) => (
              <TableRow key={accessId}>
                <TableRowHeader>
                  <TextLink href={`/access/${encodeURIComponent(accessId)}`} prefetch={false}>
                    {target.productName}
                  </TextLink>{" "}
                  <span className="font-normal text-soft">› {target.portName}</span>
                </TableRowHeader>
                <TableCell>{target.providerTeam.name}</TableCell>
                <TableCell>
                  <Status tone={AGREEMENT_TONES[status].tone}>{AGREEMENT_TONES[status].word}</Status>
                </TableCell>
                <TableCell className="whitespace-nowrap text-soft">{dayWord(endsAt, now)}</TableCell>
              </TableRow>
            ))}
          </tbody>
        </Table>
      )}
    </Section>
  );
}
