type Node = { type: string; children?: Node[] };

const DEPTH_MAX = 60;

/** Refuses a tree that is nested deeper than anybody writes, before a recursion meets it. */
export const calm = () => (tree: Node) => {
  let level: Node[] = [tree];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > DEPTH_MAX) throw new Error("The text is nested too deeply.");
    level = level.flatMap((node) => node.children ?? []);
  }
};
