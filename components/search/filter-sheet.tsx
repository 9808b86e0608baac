"use client";

import type { ReactNode } from "react";

import { countOf } from "@/components/catalog/words";
import { Button } from "@/components/ui/button";
import { Sheet } from "@/components/ui/dialog";

type Props = { total: number; children: ReactNode; open: boolean; onOpenChange: (open: boolean) => void };

/** The filters of small screens, in a panel of their own. */
export function FilterSheet({ total, children, open, onOpenChange }: Props) {
  return (
    <Sheet title="Filters" open={open} onOpenChange={onOpenChange}>
      {children}
      <div className="sticky -bottom-5 -mx-5 mt-5 -mb-5 border-t bg-surface p-4">
        <Button variant="primary" className="w-full" onClick={() => onOpenChange(false)}>
          Show {countOf(total, "product")}
        </Button>
      </div>
    </Sheet>
  );
}
