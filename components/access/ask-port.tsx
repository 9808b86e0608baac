import { ClassificationBadge, PersonalDataBadge } from "@/components/catalog/classification-badge";
import type { PortOffer } from "@/lib/access/model";

import { StandingStatus } from "./standing-status";

type Props = {
  ports: readonly PortOffer[];
  portId: string;
  onChoose: (portId: string) => void;
  now: Date;
};

/** Which way in is asked for, each with what is true of it already. */
export function PortChoice({ ports, portId, onChoose, now }: Props) {
  return (
    <fieldset>
      <legend className="mb-1 font-medium">Output port</legend>
      <div className="divide-y rounded-md border border-field">
        {ports.map((port) => (
          <label
            key={port.portId}
            className="flex items-start gap-2.5 px-3 py-2 has-checked:bg-accent-wash has-disabled:opacity-60"
          >
            <input
              type="radio"
              name="portId"
              value={port.portId}
              checked={port.portId === portId}
              disabled={port.standing.kind === "closed"}
              onChange={() => onChoose(port.portId)}
              className="mt-0.5 size-4 shrink-0 accent-(--solid)"
            />
            <span className="min-w-0 flex-1">
              <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
                <span className="font-medium wrap-anywhere">{port.portName}</span>
                <PortHolds port={port} />
              </span>
              <StandingStatus standing={port.standing} now={now} className="text-sm" />
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

/** What makes a port's approval what it is. */
export function PortHolds({ port }: { port: Pick<PortOffer, "classification" | "personalData"> }) {
  return (
    <>
      {port.classification && <ClassificationBadge classification={port.classification} />}
      {port.personalData && <PersonalDataBadge />}
    </>
  );
}
