"use client";

import { LoaderCircle, Search, X } from "lucide-react";
import { type KeyboardEvent, type RefObject, useEffect } from "react";

import { buttonClass } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { inputClass } from "@/components/ui/input-class";
import { Kbd } from "@/components/ui/kbd";
import { moveInList } from "@/components/ui/rows";

type Props = {
  input: RefObject<HTMLInputElement | null>;
  text: string;
  onText: (text: string) => void;
  isWaiting: boolean;
  /** ↵: opens the first result, beside this page when asked so. */
  onEnter: (isBeside: boolean) => void;
};

/** Before hydration it is a plain form that asks the server. */
export function SearchBox({ input, text, onText, isWaiting, onEnter }: Props) {
  useFocusAtStart(input);

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key === "ArrowDown") {
      event.preventDefault();
      moveInList(1);
    } else if (event.key === "Enter") {
      event.preventDefault();
      onEnter(event.metaKey || event.ctrlKey);
    } else if (event.key === "Escape" && text !== "") {
      event.preventDefault();
      onText("");
    }
  }

  const Icon = isWaiting ? LoaderCircle : Search;
  return (
    <form action="/search" role="search" className="relative min-w-0 flex-1 basis-80">
      <Icon
        aria-hidden
        className={cn(
          "pointer-events-none absolute top-3 left-3 size-4 stroke-[1.5] text-faint",
          isWaiting && "animate-spin",
        )}
      />
      <input
        ref={input}
        data-search
        type="search"
        name="q"
        value={text}
        onChange={(event) => onText(event.target.value)}
        onKeyDown={onKeyDown}
        aria-label="Search products"
        placeholder="Search products, columns, people …"
        autoComplete="off"
        spellCheck={false}
        maxLength={2000}
        className={cn(inputClass, "peer h-10 pr-10 pl-9 text-lg")}
      />
      {text === "" ? (
        <Kbd className="pointer-events-none absolute top-2.5 right-2.5 hidden peer-focus:hidden pointer-fine:inline-flex">
          /
        </Kbd>
      ) : (
        <ClearButton
          onClear={() => {
            onText("");
            input.current?.focus();
          }}
        />
      )}
    </form>
  );
}

function ClearButton({ onClear }: { onClear: () => void }) {
  return (
    <button
      type="button"
      onClick={onClear}
      className={cn(
        buttonClass({ variant: "quiet", size: "iconSm" }),
        "absolute top-1.5 right-1.5 pointer-coarse:size-7",
      )}
    >
      <X aria-hidden />
      <span className="sr-only">Clear the search</span>
    </button>
  );
}

/** Whoever comes from the search box of the frame goes on typing here. */
function useFocusAtStart(input: RefObject<HTMLInputElement | null>): void {
  useEffect(() => {
    if (document.activeElement !== document.body || !matchMedia("(pointer: fine)").matches) return;
    const end = input.current?.value.length ?? 0;
    input.current?.focus({ preventScroll: true });
    input.current?.setSelectionRange(end, end);
  }, [input]);
}
