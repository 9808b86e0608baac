/** Letters that the page on the screen has given a meaning. The page that came last wins. */
type PageKeys = Readonly<Record<string, () => void>>;

const pages: PageKeys[] = [];

/** Gives letters a meaning until the returned function is called; nothing happens while somebody is typing. */
export function bindPageKeys(keys: PageKeys): () => void {
  pages.push(keys);
  return () => {
    const index = pages.indexOf(keys);
    if (index !== -1) pages.splice(index, 1);
  };
}

/** Does what the page means by a letter; false where it means nothing. */
export function pressPageKey(key: string): boolean {
  const act = pages.findLast((keys) => key in keys)?.[key];
  act?.();
  return act !== undefined;
}
