"use client";

import { BookmarkPlus } from "lucide-react";
import dynamic from "next/dynamic";
import { useState } from "react";

import { Button } from "@/components/ui/button";
import type { Action } from "@/lib/platform/wire";

const SaveSearchDialog = dynamic(
  () => import("./save-search-dialog").then((module) => module.SaveSearchDialog),
  {
    ssr: false,
  },
);

type Props = { query: string; proposal: string; save: Action<unknown> };

export function SaveSearch(props: Props) {
  const [isWanted, setWanted] = useState(false);
  const [isOpen, setOpen] = useState(false);

  function open(): void {
    setWanted(true);
    setOpen(true);
  }

  return (
    <>
      <Button size="sm" variant="quiet" aria-haspopup="dialog" onClick={open}>
        <BookmarkPlus aria-hidden />
        Save search
      </Button>
      {isWanted && <SaveSearchDialog {...props} open={isOpen} onOpenChange={setOpen} />}
    </>
  );
}
