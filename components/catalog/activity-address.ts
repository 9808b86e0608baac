export type ActivityAddress = {
  from: number | null;
  to: number | null;
  /** The version whose text is asked for. */
  source: number | null;
  /** Where an older page of versions begins. */
  before: string | null;
};

type Given = Readonly<Record<string, string | string[] | undefined>>;

/** What the address of an activity page asks for; what makes no sense is not asked. */
export function readActivity({ from, to, source, before }: Given): ActivityAddress {
  const [a, b] = [revisionOf(from), revisionOf(to)];
  const isBackwards = a !== null && b !== null && a > b;
  return {
    from: isBackwards ? b : a === b ? null : a,
    to: isBackwards ? a : b,
    source: revisionOf(source),
    before: typeof before === "string" && before !== "" ? before : null,
  };
}

function revisionOf(value: string | string[] | undefined): number | null {
  const revision = typeof value === "string" && /^\d{1,9}$/.test(value) ? Number(value) : 0;
  return revision > 0 ? revision : null;
}
