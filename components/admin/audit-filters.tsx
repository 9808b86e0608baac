import { useId } from "react";

import { Button } from "@/components/ui/button";
import { Select } from "@/components/ui/fields";
import { inputClass } from "@/components/ui/input-class";
import { TextLink } from "@/components/ui/link";
import { ActorKind, type AuditFilter } from "@/lib/identity/model";

import { isFiltered } from "./audit-address";
import { ACTOR_KINDS, actionWords, domainOf } from "./audit-words";

type Props = { filter: AuditFilter; actions: readonly string[] };

const control = `${inputClass} h-8 pointer-coarse:h-10`;

/** What of the record is shown; it is in the address, and works without a script. */
export function AuditFilters({ filter, actions }: Props) {
  return (
    <form
      role="search"
      aria-label="The record"
      className="mb-3 grid grid-cols-2 items-end gap-2 shell:grid-cols-[2fr_1fr_1.5fr_1.5fr_auto_auto_auto]"
    >
      <label className="col-span-2 shell:col-span-1">
        <Label>Words or a name</Label>
        <input type="search" name="q" defaultValue={filter.q} maxLength={200} className={control} />
      </label>
      <WhoChoice chosen={filter.actorKind} />
      <WhatChoice actions={actions} chosen={filter.action} />
      <label className="col-span-2 shell:col-span-1">
        <Label>Id of what was changed</Label>
        <input name="subjectId" defaultValue={filter.subjectId} maxLength={256} className={control} />
      </label>
      <Day name="from" label="From" value={filter.from} />
      <Day name="until" label="Until" value={filter.until} />
      {filter.actorId && <input type="hidden" name="actorId" value={filter.actorId} />}
      <div className="col-span-2 flex items-center gap-3 shell:col-span-1">
        <Button type="submit">Show</Button>
        {isFiltered(filter) && <TextLink href="/admin/audit">Clear</TextLink>}
      </div>
    </form>
  );
}

function WhoChoice({ chosen }: { chosen: string }) {
  const id = useId();
  return (
    <div>
      <label htmlFor={id}>
        <Label>Who</Label>
      </label>
      <Select id={id} name="actorKind" defaultValue={chosen}>
        <option value="">Everybody</option>
        {ActorKind.options.map((kind) => (
          <option key={kind} value={kind}>
            {ACTOR_KINDS[kind].all}
          </option>
        ))}
      </Select>
    </div>
  );
}

function WhatChoice({ actions, chosen }: { actions: readonly string[]; chosen: string }) {
  const id = useId();
  const known = withChosen(actions, chosen);
  return (
    <div>
      <label htmlFor={id}>
        <Label>What</Label>
      </label>
      <Select id={id} name="action" defaultValue={chosen}>
        <option value="">Every action</option>
        {[...new Set(known.map(domainOf))].map((domain) => (
          <optgroup key={domain} label={domain}>
            <option value={domain}>Everything in {domain}</option>
            {known
              .filter((name) => name !== domain && domainOf(name) === domain)
              .map((name) => (
                <option key={name} value={name}>
                  {actionWords(name)}
                </option>
              ))}
          </optgroup>
        ))}
      </Select>
    </div>
  );
}

/** What an address asks for can be seen in the list, also when it is not on the record yet. */
const withChosen = (actions: readonly string[], chosen: string): string[] =>
  chosen === "" || actions.some((action) => action === chosen || domainOf(action) === chosen)
    ? [...actions]
    : [...actions, chosen];

function Label({ children }: { children: string }) {
  return <span className="mb-1 block text-xs text-soft">{children}</span>;
}

/** Days are days in UTC, as every time of the record is. */
function Day({ name, label, value }: { name: string; label: string; value: string }) {
  return (
    <label>
      <Label>{`${label} (UTC)`}</Label>
      <input type="date" name={name} defaultValue={value.slice(0, 10)} className={control} />
    </label>
  );
}
