"use client";

import { startTransition, useActionState, useEffect } from "react";

import { Checkbox, Select } from "@/components/ui/fields";
import { Table, TableCell, TableHead, TableHeader, TableRow, TableRowHeader } from "@/components/ui/table";
import { notify } from "@/components/ui/toast";
import type { NoticePreference, NoticePreferences } from "@/lib/events/model";
import type { Action } from "@/lib/platform/wire";

import { emailChoices, noticeKindWords } from "./notice-words";

type Props = {
  preferences: NoticePreferences;
  save: Action<NoticePreference>;
};

/** How one is told about each kind of thing; a choice is saved at once. */
export function NoticePreferencesTable({ preferences: { items, mail }, save }: Props) {
  return (
    <Table label="How you are told">
      <TableHead>
        <TableHeader>About</TableHeader>
        <TableHeader>In the portal</TableHeader>
        {mail !== "none" && <TableHeader>By e-mail</TableHeader>}
      </TableHead>
      <tbody>
        {items.map((preference) => (
          <PreferenceRow key={preference.kind} {...{ preference, save }} hasMail={mail !== "none"} />
        ))}
      </tbody>
    </Table>
  );
}

type RowProps = { preference: NoticePreference; save: Props["save"]; hasMail: boolean };

function PreferenceRow({ preference, save, hasMail }: RowProps) {
  const [state, submit, isPending] = useActionState(save, null);
  const { label, description } = noticeKindWords[preference.kind];
  const refusal = state?.ok === false ? state.problem.detail : null;

  function choose(choice: Partial<NoticePreference>): void {
    const { kind, portal, email } = { ...preference, ...choice };
    const form = new FormData();
    form.set("kind", kind);
    form.set("email", email);
    if (portal) form.set("portal", "on");
    startTransition(() => submit(form));
  }

  useEffect(() => {
    if (state?.ok) notify("Saved.");
  }, [state]);

  return (
    <TableRow>
      <TableRowHeader>
        {label}
        <span className="hidden text-sm font-normal text-pretty text-soft sm:block">{description}</span>
        {refusal && (
          <span role="alert" className="block text-sm font-normal text-breach">
            {refusal}
          </span>
        )}
      </TableRowHeader>
      <TableCell>
        <Checkbox
          aria-label={`${label}: in the portal`}
          checked={preference.portal}
          disabled={isPending}
          onChange={({ target }) => choose({ portal: target.checked })}
        />
      </TableCell>
      {hasMail && (
        <TableCell className="w-40">
          <Select
            aria-label={`${label}: by e-mail`}
            value={preference.email}
            disabled={isPending}
            onChange={({ target }) => choose({ email: asChoice(target.value) })}
          >
            {emailChoices.map(({ value, label: word }) => (
              <option key={value} value={value}>
                {word}
              </option>
            ))}
          </Select>
        </TableCell>
      )}
    </TableRow>
  );
}

const asChoice = (value: string): NoticePreference["email"] =>
  emailChoices.find((choice) => choice.value === value)?.value ?? "off";
