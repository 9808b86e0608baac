/**
 * The documents of a YAML stream. A line that begins with `---` or `...` is a marker wherever it stands,
 * even inside a quoted or block scalar (YAML 1.2.2 §9.1.2), so that no parsing is needed to find them.
 * A bare `---` line belongs to no document; everything else is kept exactly.
 */
export function splitYaml(text: string): string[] {
  const parts: string[] = [];
  let from = 0;
  const close = (to: number) => {
    const part = text.slice(from, to);
    if (hasContent(part)) parts.push(part);
  };

  for (const { 0: marker, index } of text.matchAll(/^(?:---|\.\.\.)(?=[ \t\r\n]|$)[^\n]*(?:\n|$)/gm)) {
    const isBare = /^(?:---|\.\.\.)[ \t\r]*\n?$/.test(marker);
    if (marker.startsWith("---") && isOnlyDirectives(text.slice(from, index))) continue;
    close(index);
    from = isBare ? index + marker.length : index;
  }
  close(text.length);
  return parts;
}

/** Something besides comments and blank lines. */
const hasContent = (part: string): boolean => /^(?!---[ \t]*(?:#|$))[^\S\n]*[^\s#]/m.test(part);

const isOnlyDirectives = (part: string): boolean => /^%/m.test(part) && !/^[^\S\n]*[^\s#%]/m.test(part);
