type Props = { text: string; ranges: readonly (readonly [number, number])[] };

/** Marks parts of a text by offsets. It never sees HTML. */
export function Highlight({ text, ranges }: Props) {
  return partsOf(text, ranges).map((part, index) =>
    part.isMarked ? <mark key={index}>{part.text}</mark> : <span key={index}>{part.text}</span>,
  );
}

type Part = { text: string; isMarked: boolean };

/** Cuts the text at the ranges; ranges outside of it or out of order are ignored. */
export function partsOf(text: string, ranges: Props["ranges"]): Part[] {
  const parts: Part[] = [];
  let from = 0;
  for (const [start, end] of ranges) {
    if (start < from || end <= start || end > text.length) continue;
    if (start > from) parts.push({ text: text.slice(from, start), isMarked: false });
    parts.push({ text: text.slice(start, end), isMarked: true });
    from = end;
  }
  if (from < text.length) parts.push({ text: text.slice(from), isMarked: false });
  return parts;
}
