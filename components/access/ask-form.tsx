"use client";

import { type ReactNode, useState } from "react";

import { ActionForm, SubmitButton } from "@/components/ui/action-form";
import { Checkbox } from "@/components/ui/fields";
import type { AccessOffer, AccessRequest, Consumer, PortOffer } from "@/lib/access/model";
import { daysAfter } from "@/lib/access/rules/agreement";
import type { Action } from "@/lib/platform/wire";

import { ColumnChoice } from "./ask-columns";
import { ConsumerChoice } from "./ask-consumer";
import { PortChoice, PortHolds } from "./ask-port";
import { findConsumer, toConsumerText } from "./consumer-key";
import { DurationField } from "./duration-field";
import { FormFooter } from "./form-footer";
import { NextSteps, useIsAutomatic } from "./next-steps";
import { PurposeField } from "./purpose-field";
import { StandingStatus } from "./standing-status";
import { TermsField } from "./terms-field";
import { longDayWord } from "./words";

const USUAL_DAYS = 90;

type Props = {
  offer: AccessOffer;
  /** The port that the form opens with. */
  port: PortOffer;
  me: Consumer;
  send: Action<AccessRequest>;
  onSent?: (request: AccessRequest) => void;
  /** Beside the button that sends. */
  aside?: ReactNode;
};

/** Asks for access to an output port: which, for whom, why, how long, under which terms. */
export function AskForm({ offer, port: first, me, send, onSent, aside }: Props) {
  const { productId, ports, consumers, cadences } = offer;
  const [now] = useState(() => new Date());
  const [portId, setPortId] = useState(first.portId);
  const [consumerText, setConsumerText] = useState(toConsumerText(me));
  const [days, setDays] = useState(cadences.includes(USUAL_DAYS) ? USUAL_DAYS : (cadences[0] ?? USUAL_DAYS));
  const port = ports.find((one) => one.portId === portId) ?? first;
  const consumer = findConsumer(consumers, consumerText) ?? me;
  const wish = { productId, portId: port.portId, consumer };
  const isAutomatic = useIsAutomatic(wish);
  const end = longDayWord(daysAfter(now, days));

  return (
    <ActionForm
      action={send}
      {...(onSent && { onDone: onSent })}
      className="flex flex-1 flex-col gap-5"
      footer={
        <FormFooter>
          {aside}
          <SubmitButton>{isAutomatic ? "Get access" : "Send request"}</SubmitButton>
        </FormFooter>
      }
    >
      <input type="hidden" name="productId" value={productId} />
      {ports.length > 1 ? (
        <PortChoice ports={ports} portId={port.portId} onChoose={setPortId} now={now} />
      ) : (
        <OnlyPort port={port} now={now} />
      )}
      <ConsumerChoice consumers={consumers} value={consumerText} onChoose={setConsumerText} />
      <PurposeField />
      <ColumnChoice key={`columns ${port.portId}`} columns={port.columns} />
      <RoleChoice key={`roles ${port.portId}`} roles={port.roles} />
      <DurationField
        cadences={cadences}
        days={days}
        onChoose={setDays}
        hint={isAutomatic ? `Ends on ${end}.` : `Ends on ${end} if it is approved today.`}
      />
      <TermsField terms={port.terms} />
      <NextSteps wish={wish} outcome={`From that moment until ${end}, or longer if you renew it.`} />
    </ActionForm>
  );
}

function OnlyPort({ port, now }: { port: PortOffer; now: Date }) {
  return (
    <div>
      <input type="hidden" name="portId" value={port.portId} />
      <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <span className="font-medium wrap-anywhere">{port.portName}</span>
        <PortHolds port={port} />
      </p>
      {port.standing.kind !== "askable" && (
        <StandingStatus standing={port.standing} now={now} className="text-sm" />
      )}
    </div>
  );
}

/** Roles that the contract offers on the source; most people need none in particular. */
function RoleChoice({ roles }: Pick<PortOffer, "roles">) {
  if (roles.length === 0) return null;
  return (
    <fieldset>
      <legend className="mb-1 font-medium">
        Roles <span className="font-normal text-faint">(optional)</span>
      </legend>
      <ul className="space-y-1">
        {roles.map(({ role, description }) => (
          <li key={role}>
            <label className="flex items-start gap-2">
              <Checkbox name="roles" value={role} className="mt-0.5" />
              <span className="min-w-0">
                <span className="font-mono text-sm">{role}</span>
                {description && <span className="block text-sm text-soft">{description}</span>}
              </span>
            </label>
          </li>
        ))}
      </ul>
    </fieldset>
  );
}
