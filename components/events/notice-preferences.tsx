"use client";

import { Checkbox, Select } from "@/components/ui/fields";
import { Table, TableCell, TableHead, TableHeader, TableRow, TableRowHeader } from "@/components/ui/table";
import type { NoticePreference, NoticePreferences } from "@/lib/events/model";
import type { Action } from "@/lib/platform/wire";

import { emailChoices, noticeKindWords } from "./notice-words";
import { formOf, useChoice } from "./use-choice";

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
  const { label, description } = noticeKindWords[preference.kind];
  const { shown, choose, refusal, isSaving } = useChoice(preference, save, toForm);

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
          checked={shown.portal}
          aria-busy={isSaving}
          onChange={({ target }) => choose({ ...shown, portal: target.checked })}
        />
      </TableCell>
      {hasMail && (
        <TableCell className="w-40">
          <Select
            aria-label={`${label}: by e-mail`}
            value={shown.email}
            aria-busy={isSaving}
            onChange={({ target }) => choose({ ...shown, email: asChoice(target.value) })}
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

const toForm = ({ kind, email, portal }: NoticePreference): FormData =>
  formOf({ kind, email, ...(portal && { portal: "on" }) });

const asChoice = (value: string): NoticePreference["email"] =>
  emailChoices.find((choice) => choice.value === value)?.value ?? "off";
