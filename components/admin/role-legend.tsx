type Role = { name: string; what: string };
type Props = { groups: readonly { group: string; roles: readonly Role[] }[] };

/** What the roles are for, by where they are held. */
export function RoleLegend({ groups }: Props) {
  return (
    <div className="grid gap-6 sm:grid-cols-2 xl:grid-cols-3">
      {groups.map(({ group, roles }) => (
        <div key={group}>
          <h3 className="mb-2 text-sm font-medium text-soft">{group}</h3>
          <dl className="space-y-2">
            {roles.map(({ name, what }) => (
              <div key={name}>
                <dt className="font-medium">{name}</dt>
                <dd className="text-soft">{what}</dd>
              </div>
            ))}
          </dl>
        </div>
      ))}
    </div>
  );
}
