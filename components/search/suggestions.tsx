import type { SuggestAnswer } from "@/lib/search/model";

import { Highlight } from "./highlight";

type Props = {
  id: string;
  suggestions: SuggestAnswer["suggestions"];
  /** Index of the one that ↵ opens; -1 for none. */
  active: number;
  isShown: boolean;
  onOpen: (id: string) => void;
};

/** The list under a search box; the focus stays in the box. */
export function Suggestions({ id, suggestions, active, isShown, onOpen }: Props) {
  return (
    <ul
      id={id}
      role="listbox"
      aria-label="Products"
      hidden={!isShown}
      className="absolute inset-x-0 top-full z-10 mt-1 animate-rise rounded-md border bg-surface p-1 shadow-float"
    >
      {suggestions.map((suggestion, index) => (
        <li
          key={suggestion.id}
          id={`${id}-${index}`}
          role="option"
          aria-selected={index === active}
          onPointerDown={(event) => {
            event.preventDefault();
            onOpen(suggestion.id);
          }}
          className="cursor-pointer rounded-sm px-2 py-1.5 hover:bg-hover aria-selected:bg-hover"
        >
          <p className="truncate font-medium">
            <Highlight text={suggestion.label} ranges={suggestion.ranges} />
          </p>
          <p className="truncate text-sm text-faint">{suggestion.detail}</p>
        </li>
      ))}
    </ul>
  );
}
