import { Users } from "lucide-react";

import { Button, ButtonLink } from "@/components/ui/button";
import { Confirm } from "@/components/ui/confirm";
import { EmptyState } from "@/components/ui/empty-state";
import { inputClass } from "@/components/ui/input-class";
import { TextLink } from "@/components/ui/link";
import { Status } from "@/components/ui/status";
import { Table, TableCell, TableHead, TableHeader, TableRow, TableRowHeader } from "@/components/ui/table";
import type { User } from "@/lib/identity/model";
import type { Action } from "@/lib/platform/wire";

import { RoleChoice } from "./role-choice";

type Actions = {
  changeRole: Action<User>;
  deactivatePerson: Action<User>;
  reactivatePerson: Action<User>;
  endAllSessions: Action<{ id: string; ended: number }>;
};

type Props = { text: string; people: readonly User[]; nextCursor: string | null; actions: Actions };

/** People's accounts with their role in the organisation; searched by name or e-mail address. */
export function PeopleTable({ text, people, nextCursor, actions }: Props) {
  return (
    <>
      <form role="search" aria-label="People" className="mb-3 flex max-w-md gap-2">
        <input
          type="search"
          name="q"
          defaultValue={text}
          aria-label="Name or e-mail address"
          placeholder="Name or e-mail address"
          className={`${inputClass} h-8`}
        />
        <Button type="submit">Find</Button>
      </form>
      {people.length === 0 ? (
        <EmptyState icon={Users} title={text ? `Nobody matches “${text}”` : "Nobody has signed in yet"}>
          People appear here when they sign in for the first time.
        </EmptyState>
      ) : (
        <Table label="People">
          <TableHead>
            <TableHeader>Person</TableHeader>
            <TableHeader>Teams</TableHeader>
            <TableHeader>Role</TableHeader>
            <TableHeader>Account</TableHeader>
            <TableHeader>
              <span className="sr-only">Actions</span>
            </TableHeader>
          </TableHead>
          <tbody>
            {people.map((person) => (
              <PersonRow key={person.id} person={person} actions={actions} />
            ))}
          </tbody>
        </Table>
      )}
      {nextCursor !== null && <MoreLink text={text} cursor={nextCursor} />}
    </>
  );
}

function MoreLink({ text, cursor }: { text: string; cursor: string }) {
  const query = new URLSearchParams({ ...(text && { q: text }), cursor });
  return (
    <div className="mt-3 flex justify-center">
      <ButtonLink href={`/admin/people?${query.toString()}`}>Next people</ButtonLink>
    </div>
  );
}

function PersonRow({ person, actions }: { person: User; actions: Actions }) {
  const isActive = person.deactivatedAt === null;
  return (
    <TableRow>
      <TableRowHeader>
        <span className="block">{person.name}</span>
        <span className="block text-sm font-normal text-soft">{person.email}</span>
      </TableRowHeader>
      <TableCell className="text-soft">
        {person.teams.length === 0
          ? "–"
          : person.teams.map(({ id, name, role }, index) => (
              <span key={`${id}-${role}`}>
                {index > 0 && ", "}
                <TextLink href={`/teams/${encodeURIComponent(id)}`}>{name}</TextLink> ({role})
              </span>
            ))}
      </TableCell>
      <TableCell>
        <RoleChoice id={person.id} name={person.name} role={person.orgRole} change={actions.changeRole} />
      </TableCell>
      <TableCell>
        {isActive ? <Status tone="met">Active</Status> : <Status tone="none">Deactivated</Status>}
      </TableCell>
      <TableCell>
        <span className="flex justify-end gap-1">
          {isActive ? (
            <ActivePerson person={person} actions={actions} />
          ) : (
            <InactivePerson person={person} actions={actions} />
          )}
        </span>
      </TableCell>
    </TableRow>
  );
}

type PersonProps = { person: User; actions: Actions };

function ActivePerson({ person, actions }: PersonProps) {
  return (
    <>
      <Confirm
        trigger={
          <Button variant="quiet" size="sm">
            Sign out
          </Button>
        }
        title={`Sign ${person.name} out everywhere?`}
        verb="End sessions"
        action={actions.endAllSessions}
        fields={{ userId: person.id }}
        done={`Ended every session of ${person.name}.`}
      >
        Every session ends at once. The person may sign in again.
      </Confirm>
      <Confirm
        trigger={
          <Button variant="quiet" size="sm">
            Deactivate
          </Button>
        }
        title={`Deactivate ${person.name}?`}
        verb="Deactivate"
        action={actions.deactivatePerson}
        fields={{ id: person.id }}
        done={`Deactivated ${person.name}.`}
      >
        Every session ends at once, and the person cannot sign in until the account is activated again.
      </Confirm>
    </>
  );
}

function InactivePerson({ person, actions }: PersonProps) {
  return (
    <Confirm
      trigger={
        <Button variant="quiet" size="sm">
          Activate
        </Button>
      }
      title={`Activate ${person.name} again?`}
      verb="Activate"
      action={actions.reactivatePerson}
      fields={{ id: person.id }}
      done={`Activated ${person.name}.`}
    >
      The person can sign in again, with the roles that the teams give.
    </Confirm>
  );
}
