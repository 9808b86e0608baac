"use client";

import { useQuery } from "@tanstack/react-query";
import { Search } from "lucide-react";
import Form from "next/form";
import { usePathname, useRouter } from "next/navigation";
import { type KeyboardEvent, useId, useState } from "react";

import { suggestQuery } from "@/components/search/queries";
import { Suggestions } from "@/components/search/suggestions";
import { useDebounced } from "@/components/search/use-debounced";
import { cn } from "@/components/ui/cn";
import { inputClass } from "@/components/ui/input-class";
import { Kbd } from "@/components/ui/kbd";

const DEBOUNCE_MS = 100;
const NONE = -1;

/** Goes to the search page; meanwhile it suggests products. The search page has a box of its own. */
export function HeaderSearch() {
  const path = usePathname();
  if (path !== "/search") return <SearchBox key={path} />;
  return (
    <p aria-hidden className="flex-1 font-semibold">
      Products
    </p>
  );
}

function SearchBox() {
  const listId = useId();
  const { text, setText, suggestions, active, isShown, setOpen, open, onKeyDown } = useSuggestions();

  return (
    <Form action="/search" role="search" className="relative min-w-0 flex-1 shell:max-w-120">
      <Search
        aria-hidden
        className="pointer-events-none absolute top-2 left-2.5 size-4 stroke-[1.5] text-faint pointer-coarse:top-3"
      />
      <input
        data-search
        type="search"
        name="q"
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={onKeyDown}
        onBlur={() => setOpen(false)}
        onFocus={() => setOpen(true)}
        placeholder="Search products, columns, people …"
        aria-label="Search products, columns, people"
        role="combobox"
        aria-expanded={isShown}
        aria-controls={listId}
        aria-autocomplete="list"
        aria-activedescendant={isShown && active !== NONE ? `${listId}-${active}` : undefined}
        autoComplete="off"
        spellCheck={false}
        maxLength={2000}
        className={cn(inputClass, "peer h-8 pr-8 pl-8 text-ellipsis pointer-coarse:h-10")}
      />
      <Kbd className="pointer-events-none absolute top-1.5 right-1.5 hidden peer-focus:hidden pointer-fine:inline-flex">
        /
      </Kbd>
      <Suggestions id={listId} suggestions={suggestions} active={active} isShown={isShown} onOpen={open} />
    </Form>
  );
}

function useSuggestions() {
  const router = useRouter();
  const [text, setText] = useState("");
  const [active, setActive] = useState(NONE);
  const [isOpen, setOpen] = useState(false);
  const words = useDebounced(text.trim(), DEBOUNCE_MS);
  const { data } = useQuery(suggestQuery(words));
  const suggestions = words === "" ? [] : (data?.suggestions ?? []);
  const isShown = isOpen && suggestions.length > 0;

  const open = (id: string): void => {
    setOpen(false);
    router.push(`/products/${encodeURIComponent(id)}`);
  };

  function onKeyDown(event: KeyboardEvent<HTMLInputElement>): void {
    const chosen = isShown ? suggestions[active] : undefined;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      setOpen(true);
      setActive(around(active + (event.key === "ArrowDown" ? 1 : -1), suggestions.length));
    } else if (event.key === "Escape") {
      setOpen(false);
      setActive(NONE);
    } else if (event.key === "Enter" && chosen) {
      event.preventDefault();
      open(chosen.id);
    }
  }

  const change = (value: string): void => {
    setText(value);
    setActive(NONE);
    setOpen(true);
  };
  return { text, setText: change, suggestions, active, isShown, setOpen, open, onKeyDown };
}

/** From the last on to none, and from none on to the first. */
const around = (index: number, count: number): number =>
  index >= count ? NONE : index < NONE ? count - 1 : index;
