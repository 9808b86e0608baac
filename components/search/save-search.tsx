"use client";

import { BookmarkPlus } from "lucide-react";
import dynamic from "next/dynamic";
import { useState } from "react";

import { Button } from "@/components/ui/button";
import type { Action } from "@/lib/platform/wire";

import { type SearchState, toQuery } from "./search-state";

const SaveSearchDialog = dynamic(
  () => import("./save-search-dialog").then((module) => module.SaveSearchDialog),
  {
    ssr: false,
  },
);

type Props = { state: SearchState; save: Action<unknown> };

export function SaveSearch({ state, save }: Props) {
  const [isWanted, setWanted] = useState(false);
  const [isOpen, setOpen] = useState(false);

  function open(): void {
    setWanted(true);
    setOpen(true);
  }

  return (
    <>
      <Button size="sm" variant="quiet" className="ml-auto" aria-haspopup="dialog" onClick={open}>
        <BookmarkPlus aria-hidden />
        Save search
      </Button>
      {isWanted && (
        <SaveSearchDialog
          query={toQuery({ ...state, page: 1 })}
          proposal={state.q.slice(0, 100)}
          save={save}
          open={isOpen}
          onOpenChange={setOpen}
        />
      )}
    </>
  );
}
