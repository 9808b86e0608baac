type Node = { id: string; name: string; parentId: string | null };

/** Every node right below its parent, siblings by name, with its distance from the root. */
export function inTreeOrder<T extends Node>(nodes: readonly T[]): (T & { depth: number })[] {
  const known = new Set(nodes.map(({ id }) => id));
  const below = new Map<string | null, T[]>();
  for (const node of nodes) {
    const parent = node.parentId !== null && known.has(node.parentId) ? node.parentId : null;
    below.set(parent, [...(below.get(parent) ?? []), node]);
  }
  const walk = (parent: string | null, depth: number): (T & { depth: number })[] =>
    (below.get(parent) ?? [])
      .toSorted((a, b) => a.name.localeCompare(b.name, "en"))
      .flatMap((node) => [{ ...node, depth }, ...walk(node.id, depth + 1)]);
  return walk(null, 0);
}
