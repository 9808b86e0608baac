/** Each name is a plan in the memory of each connection; few statements make up nearly all of the work. */
const NAMES_MAX = 300;

/**
 * Names the statements that come again, so that each connection parses and plans them once. "" stands for a
 * statement without a name: one that came for the first time, or more than are worth keeping.
 */
export function createStatementNames(): (query: { sql: string }) => string {
  const names = new Map<string, string>();
  const seen = new Set<string>();

  return function nameOf({ sql }) {
    const known = names.get(sql);
    if (known !== undefined) return known;
    if (names.size >= NAMES_MAX) return "";
    if (!seen.delete(sql)) {
      if (seen.size >= NAMES_MAX) seen.clear();
      seen.add(sql);
      return "";
    }
    const name = `trellis_${names.size + 1}`;
    names.set(sql, name);
    return name;
  };
}
