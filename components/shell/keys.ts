import { pressPageKey } from "@/components/ui/page-keys";
import { isVisible, moveInList } from "@/components/ui/rows";

/** How long `g` waits for its second letter. */
const SEQUENCE_MS = 1_200;

type Bindings = {
  onPalette: () => void;
  onShortcuts: () => void;
  /** The letter after `g`. */
  onGo: (letter: string) => void;
};

/** Makes a keydown listener: ⌘K anywhere, single letters only where nobody is typing. */
export function createKeyListener({
  onPalette,
  onShortcuts,
  onGo,
}: Bindings): (event: KeyboardEvent) => void {
  let goneAt = -Infinity;

  return (event) => {
    if (isPaletteKey(event)) {
      event.preventDefault();
      onPalette();
      return;
    }
    if (event.defaultPrevented || hasModifier(event) || isTyping(event.target)) return;

    const isSecond = event.timeStamp - goneAt < SEQUENCE_MS;
    goneAt = event.key === "g" && !isSecond ? event.timeStamp : -Infinity;
    if (isSecond) onGo(event.key);
    else press(event, onShortcuts);
  };
}

const hasModifier = ({ metaKey, ctrlKey, altKey }: KeyboardEvent): boolean => metaKey || ctrlKey || altKey;

const isPaletteKey = ({ key, metaKey, ctrlKey, shiftKey, altKey }: KeyboardEvent): boolean =>
  key.toLowerCase() === "k" && (metaKey || ctrlKey) && !shiftKey && !altKey;

function press(event: KeyboardEvent, onShortcuts: () => void): void {
  if (pressPageKey(event.key)) event.preventDefault();
  else if (event.key === "?") onShortcuts();
  else if (event.key === "/") focusSearch(event);
  else if (event.key === "j") moveInList(1);
  else if (event.key === "k") moveInList(-1);
}

function focusSearch(event: KeyboardEvent): void {
  const box = [...document.querySelectorAll<HTMLInputElement>("input[data-search]")].find(isVisible);
  if (!box) return;
  event.preventDefault();
  box.focus();
  box.select();
}

/** Letters belong to whoever is typing, and to an open menu or dialog. */
const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable ||
    target.closest(
      "input:not([type=checkbox]):not([type=radio]), textarea, select, [role=dialog], [role=menu]",
    ) !== null);
