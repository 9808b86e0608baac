"use client";

import { startTransition, useActionState, useEffect, useEffectEvent, useRef } from "react";

import { Select } from "@/components/ui/fields";
import { notify } from "@/components/ui/toast";
import type { OrgRole, User } from "@/lib/identity/model";
import type { Action } from "@/lib/platform/wire";

const ROLES: readonly { value: OrgRole; label: string }[] = [
  { value: "member", label: "Member" },
  { value: "governance", label: "Governance" },
  { value: "admin", label: "Admin" },
];

type Props = { id: string; name: string; role: OrgRole; change: Action<User> };

/** The organisation role of one person; a choice is saved at once and can be undone. */
export function RoleChoice({ id, name, role, change }: Props) {
  const [state, submit, isPending] = useActionState(change, null);
  const former = useRef<string>(role);
  const refusal = state?.ok === false ? state.problem.detail : null;

  function choose(orgRole: string): void {
    former.current = role;
    const form = new FormData();
    form.set("id", id);
    form.set("orgRole", orgRole);
    startTransition(() => submit(form));
  }

  const tell = useEffectEvent((saved: User) => {
    const before = former.current;
    notify(`${name} is ${wordOf(saved.orgRole)} now.`, { undo: () => choose(before) });
  });
  useEffect(() => {
    if (state?.ok) tell(state.value);
  }, [state]);

  return (
    <>
      <Select
        aria-label={`Role of ${name} in the organisation`}
        value={role}
        disabled={isPending}
        onChange={(event) => choose(event.target.value)}
        className="w-36"
      >
        {ROLES.map(({ value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </Select>
      {refusal && (
        <p role="alert" className="mt-1 max-w-60 text-sm text-breach">
          {refusal}
        </p>
      )}
    </>
  );
}

const wordOf = (role: OrgRole): string =>
  ({ member: "a member", governance: "governance", admin: "an admin" })[role];
