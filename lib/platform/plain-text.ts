/** Longer texts are cut before they are read: what is shown in a line never needs more. */
const READ_MAX = 40_000;

const FENCE = /^ {0,3}(?:```|~~~)/;
const TABLE_RULE = /^\s*\|?[\s:|-]*-{2}[\s:|-]*$/;
const MARKER = /^\s{0,12}(?:#{1,6}|>|[-*+]|\d{1,3}[.)])\s+/;
// Bounded, because the text is a stranger's: a line of brackets must not take quadratic time.
const LINK = /!?\[([^[\]\n]{0,300})\]\([^()\n]{0,1000}\)/g;

/** The words of a Markdown text without its marks and without its blocks of code: for excerpts and for search. */
export function plainText(markdown: string): string {
  let isCode = false;
  const lines: string[] = [];
  for (const line of markdown.slice(0, READ_MAX).split("\n")) {
    if (FENCE.test(line)) isCode = !isCode;
    else if (!isCode && !(line.length < 300 && line.includes("-") && TABLE_RULE.test(line)))
      lines.push(plainLine(line));
  }
  return lines
    .join("\n")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
}

function plainLine(line: string): string {
  const words = line
    .replace(MARKER, "")
    .replace(LINK, "$1")
    .replace(/\*\*|`+/g, "")
    .replace(/(^|[\s(])[*_]{1,3}(?=\S)/g, "$1")
    .replace(/(\S)[*_]{1,3}(?=$|[\s).,;:!?])/g, "$1");
  if (!/^\s*\|/.test(words)) return words;
  return words
    .split("|")
    .map((cell) => cell.trim())
    .filter((cell) => cell !== "")
    .join(" · ");
}
