"use client";

import { Command } from "lucide-react";

import { buttonClass } from "@/components/ui/button";

import { openPalette } from "./commands";

export function PaletteButton() {
  return (
    <button
      type="button"
      onClick={openPalette}
      className={buttonClass({ variant: "quiet", size: "icon" })}
      title="Go, search or do (⌘K or Ctrl K)"
    >
      <Command aria-hidden />
      <span className="sr-only">Command palette</span>
    </button>
  );
}
