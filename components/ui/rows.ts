/** Moves the focus to the next or previous row (`data-row`) of the list on the page; false when there is none. */
export function moveInList(step: 1 | -1): boolean {
  const rows = [...document.querySelectorAll<HTMLElement>("main [data-row]")].filter(isVisible);
  const here = rows.findIndex((row) => row === document.activeElement);
  const next = here === -1 && step === -1 ? undefined : rows[here + step];
  next?.focus();
  next?.scrollIntoView({ block: "nearest" });
  return next !== undefined;
}

export const isVisible = (element: HTMLElement): boolean => element.offsetParent !== null;
