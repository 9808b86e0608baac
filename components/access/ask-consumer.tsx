"use client";

import { SelectField } from "@/components/ui/fields";
import type { Consumer, ConsumerKind } from "@/lib/access/model";

import { toConsumerText } from "./consumer-key";

type Props = {
  consumers: readonly Consumer[];
  value: string;
  onChoose: (value: string) => void;
};

const GROUPS: Readonly<Record<Exclude<ConsumerKind, "user">, string>> = {
  team: "Everybody of a team",
  product: "A data product",
};

const HINTS: Readonly<Record<ConsumerKind, string>> = {
  user: "For work that only you do.",
  team: "Everybody of the team may use it, also whoever joins later.",
  product: "For a pipeline: the access stays with the product when people leave.",
};

/** Who is to have the access: oneself, a team, or a product. */
export function ConsumerChoice({ consumers, value, onChoose }: Props) {
  const chosen = consumers.find((consumer) => toConsumerText(consumer) === value);
  const [me] = consumers;
  if (consumers.length === 1 && me) return <input type="hidden" name="consumer" value={toConsumerText(me)} />;
  return (
    <SelectField
      name="consumer"
      label="For whom"
      required
      value={value}
      onChange={(event) => onChoose(event.target.value)}
      {...(chosen && { hint: HINTS[chosen.kind] })}
    >
      {consumers
        .filter(({ kind }) => kind === "user")
        .map((person) => (
          <option key={person.id} value={toConsumerText(person)}>
            Me, {person.name}
          </option>
        ))}
      {(["team", "product"] as const).map((kind) => (
        <Group key={kind} label={GROUPS[kind]} consumers={consumers.filter((one) => one.kind === kind)} />
      ))}
    </SelectField>
  );
}

function Group({ label, consumers }: { label: string; consumers: readonly Consumer[] }) {
  if (consumers.length === 0) return null;
  return (
    <optgroup label={label}>
      {consumers.map((consumer) => (
        <option key={consumer.id} value={toConsumerText(consumer)}>
          {consumer.name}
        </option>
      ))}
    </optgroup>
  );
}
