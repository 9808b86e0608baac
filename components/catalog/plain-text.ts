/** The first paragraph of a Markdown text without its marks, for where one line of text must do. */
export function firstParagraph(markdown: string): string {
  const [paragraph = ""] = paragraphsOf(markdown);
  return paragraph
    .replaceAll(/!?\[([^\]]*)\]\([^)]*\)/g, "$1")
    .replaceAll(/[*_`~]+/g, "")
    .replaceAll(/\s+/g, " ")
    .trim();
}

/** What follows the first paragraph. */
export function afterFirstParagraph(markdown: string): string {
  const [paragraph = ""] = paragraphsOf(markdown);
  return markdown.trim().slice(paragraph.length).trim();
}

const paragraphsOf = (markdown: string): string[] => markdown.trim().split(/\n\s*\n/, 1);
