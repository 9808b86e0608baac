import type { ReactNode } from "react";

import { Button } from "@/components/ui/button";
import { Confirm } from "@/components/ui/confirm";
import { CopyId } from "@/components/ui/copy-button";
import { TextAreaField } from "@/components/ui/fields";
import { ExternalLink } from "@/components/ui/link";
import { Notice } from "@/components/ui/notice";
import { Fact, Facts, Section } from "@/components/ui/page";
import { RelativeTime } from "@/components/ui/relative-time";
import type { Agreement, Provisioning } from "@/lib/access/model";
import { openTask, retryable } from "@/lib/access/rules/provisioning";
import type { Action } from "@/lib/platform/wire";

import { ProvisioningStatus } from "./provisioning-status";

type Actions = { confirm: Action<unknown>; retry: Action<unknown> };

type Props = {
  agreement: Pick<
    Agreement,
    "id" | "status" | "target" | "provision" | "provisioning" | "provisioningMode" | "permissions"
  >;
  actions: Actions;
  now: Date;
};

/** Whether the grant exists on the platform, what happened on the way there, and what is to be done. */
export function ProvisioningSection({ agreement, actions, now }: Props) {
  const { provision, target } = agreement;
  return (
    <Section title="On the platform" action={<ProvisioningStatus agreement={agreement} />}>
      <p className="mb-3 max-w-reading text-soft">{modeWord(provision, target.providerTeam.name)}</p>
      {provision.diagnostics && (
        <Notice tone="breach" title={`It failed ${timesWord(provision.attempts)}`} className="mb-3">
          <p className="font-mono text-sm whitespace-pre-wrap">{provision.diagnostics}</p>
        </Notice>
      )}
      <Course provision={provision} now={now} />
      <Facts className="mt-3 shell:grid-cols-3">
        {provision.reference && (
          <Fact label="Grant">
            <CopyId id={provision.reference} />
          </Fact>
        )}
        {provision.executor && <Fact label="Done by">{provision.executor}</Fact>}
        {provision.note && <Fact label="Note">{provision.note}</Fact>}
        {provision.customProperties.map(({ property, value }) => (
          <Fact key={property} label={property}>
            <span className="font-mono text-sm">{textOf(value)}</span>
          </Fact>
        ))}
        {Object.entries(provision.links).map(([label, url]) => (
          <Fact key={label} label={label}>
            <ExternalLink href={url}>{url}</ExternalLink>
          </Fact>
        ))}
      </Facts>
      {agreement.permissions.provision.allowed && <Todo agreement={agreement} actions={actions} />}
    </Section>
  );
}

const textOf = (value: unknown): string => (typeof value === "string" ? value : JSON.stringify(value));

const timesWord = (attempts: number): string => (attempts > 1 ? `${attempts} times` : "");

function modeWord({ mode, platform }: Provisioning, owner: string): string {
  if (mode === "byHand")
    return `Granted by hand: no connector serves this port${platform ? ` (${platform})` : ""}, so that ${owner} grants it there and confirms it here.`;
  return `Granted by the connector for ${platform ?? "this port"}, which reports here.`;
}

type CourseProps = { provision: Provisioning; now: Date };

/** What was reported, in its order. */
function Course({ provision, now }: CourseProps) {
  const steps = stepsOf(provision);
  if (steps.length === 0) return null;
  return (
    <ol aria-label="What happened on the platform" className="space-y-1.5 border-l pl-4">
      {steps.map(({ word, at }) => (
        <li key={word} className="relative">
          <span
            aria-hidden
            className="absolute top-1.5 -left-4 size-2 -translate-x-1/2 rounded-full border border-line-strong bg-surface"
          />
          {word} <RelativeTime at={at} now={now} className="text-sm text-faint" />
        </li>
      ))}
    </ol>
  );
}

function stepsOf(provision: Provisioning): { word: string; at: string }[] {
  const { provisioningStartedAt, provisionedAt, failedAt, deprovisioningStartedAt, deprovisionedAt } =
    provision;
  const known: [string, string | null][] = [
    ["Granting began", provisioningStartedAt],
    ["Granted", provisionedAt],
    ["Failed", failedAt],
    ["Removing began", deprovisioningStartedAt],
    ["Removed", deprovisionedAt],
  ];
  return known
    .flatMap(([word, at]) => (at === null ? [] : [{ word, at }]))
    .sort((one, other) => one.at.localeCompare(other.at));
}

function Todo({ agreement, actions }: Pick<Props, "agreement" | "actions">) {
  const { id, status, provisioning, provisioningMode, target } = agreement;
  const task = openTask(provisioning, status);
  if (provisioningMode === "byHand" && task !== null) {
    const { trigger, title, done, value } = TASKS[task];
    return (
      <Confirm
        trigger={
          <Button variant="primary" className="mt-4">
            {trigger}
          </Button>
        }
        title={title(target.portName)}
        verb={trigger}
        variant="primary"
        action={actions.confirm}
        fields={{ accessId: id, done: value }}
        done={done}
      >
        <Ask name="note" label="Note">
          It is written down with your name and the time.
        </Ask>
      </Confirm>
    );
  }
  if (retryable(provisioning, status) === null) return null;
  return (
    <Confirm
      trigger={<Button className="mt-4">Try again</Button>}
      title="Ask the connector again?"
      verb="Try again"
      variant="primary"
      action={actions.retry}
      fields={{ accessId: id }}
      done="The connector has been asked again."
    >
      It gets the same event as at the first time and reports here.
    </Confirm>
  );
}

const TASKS = {
  grant: {
    trigger: "Confirm that it is granted",
    title: (port: string) => `Is access to ${port} granted on the platform?`,
    done: "Confirmed. The holder has been told.",
    value: "granted",
  },
  remove: {
    trigger: "Confirm that it is removed",
    title: (port: string) => `Is access to ${port} removed from the platform?`,
    done: "Confirmed.",
    value: "removed",
  },
} as const;

type AskProps = { name: string; label: string; children: ReactNode };

function Ask({ name, label, children }: AskProps) {
  return (
    <>
      <p className="mb-3">{children}</p>
      <TextAreaField name={name} label={label} rows={3} className="text-ink" />
    </>
  );
}
