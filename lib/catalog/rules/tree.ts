import type { StatusCounts, TeamSummary } from "../model";

type Node = { id: string; name: string; type: string; parentId: string | null };
type Counted = { teamId: string; status: keyof StatusCounts; count: number };

/** The teams below the root, each after the one above it, with its own products counted. */
export function teamsBelow(rootId: string, tree: readonly Node[], counts: readonly Counted[]): TeamSummary[] {
  const children = new Map<string | null, Node[]>();
  for (const node of tree) children.set(node.parentId, [...(children.get(node.parentId) ?? []), node]);
  const own = countsByTeam(counts);
  const seen = new Set([rootId]);

  function below(id: string, depth: number): TeamSummary[] {
    return (children.get(id) ?? []).flatMap((child) => {
      if (seen.has(child.id)) return [];
      seen.add(child.id);
      const { name, type, parentId } = child;
      return [
        { id: child.id, name, type, parentId, depth, productCount: own.get(child.id) ?? 0 },
        ...below(child.id, depth + 1),
      ];
    });
  }

  return below(rootId, 1);
}

function countsByTeam(counts: readonly Counted[]): Map<string, number> {
  const own = new Map<string, number>();
  for (const { teamId, count } of counts) own.set(teamId, (own.get(teamId) ?? 0) + count);
  return own;
}

/** Adds up what was counted per team and status. */
export function toStatusCounts(counts: readonly Omit<Counted, "teamId">[]): StatusCounts {
  const sums: StatusCounts = {};
  for (const { status, count } of counts) sums[status] = (sums[status] ?? 0) + count;
  return sums;
}

export const totalOf = (counts: readonly { count: number }[]): number =>
  counts.reduce((sum, { count }) => sum + count, 0);
