/** What any part of the shell may ask for; `CommandCentre` answers. */
type Command = "palette" | "shortcuts";

const NAME = "trellis:command";

const ask = (command: Command): void => void window.dispatchEvent(new CustomEvent(NAME, { detail: command }));

export const openPalette = (): void => ask("palette");
export const openShortcuts = (): void => ask("shortcuts");

/** Calls back for each command until the returned function is called. */
export function onCommand(listener: (command: Command) => void): () => void {
  const hear = (event: Event): void => {
    const command: unknown = event instanceof CustomEvent ? event.detail : null;
    if (command === "palette" || command === "shortcuts") listener(command);
  };
  window.addEventListener(NAME, hear);
  return () => window.removeEventListener(NAME, hear);
}
