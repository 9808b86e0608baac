import type { Part } from "./document-json";

/** The lines that are not empty. */
export function splitLines(text: string): Part[] {
  const parts: Part[] = [];
  for (const { 0: line, index } of text.matchAll(/[^\r\n]+/g)) {
    const lead = line.length - line.trimStart().length;
    if (line.trim() !== "") parts.push({ text: line.trim(), offset: index + lead });
  }
  return parts;
}

/**
 * The documents of a YAML stream. A line that begins with `---` or `...` is a marker wherever it stands,
 * even inside a quoted or block scalar (YAML 1.2.2 §9.1.2), so that no parsing is needed to find them.
 * A bare `---` line belongs to no document; everything else is kept exactly.
 */
export function splitYaml(text: string): Part[] {
  const parts: Part[] = [];
  let from = 0;
  const close = (to: number) => {
    const part = text.slice(from, to);
    if (hasContent(part)) parts.push({ text: part, offset: from });
  };

  for (const { 0: marker, index } of text.matchAll(/^(?:---|\.\.\.)(?=[ \t\r\n]|$)[^\n]*(?:\n|$)/gm)) {
    if (index < from) continue;
    const isBare = /^(?:---|\.\.\.)[ \t\r]*\n?$/.test(marker);
    if (marker.startsWith("---") && hasDirective(text.slice(from, index))) continue;
    close(index);
    from = isBare ? index + marker.length : index;
  }
  close(text.length);
  return parts;
}

/** Something besides comments and blank lines. */
const hasContent = (part: string): boolean => /^(?!---[ \t]*(?:#|$))[^\S\n]*[^\s#]/m.test(part);

const hasDirective = (part: string): boolean => /^%/m.test(part) && !hasContentBesides(part);

const hasContentBesides = (part: string): boolean => /^[^\S\n]*[^\s#%]/m.test(part);
