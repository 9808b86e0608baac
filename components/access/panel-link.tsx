"use client";

import Link from "next/link";
import type { ComponentProps, MouseEvent } from "react";

import { openPanel } from "./panel-address";

type Props = Omit<ComponentProps<typeof Link>, "onClick" | "prefetch"> & {
  /** The panel and what it is opened for; `href` is the address of a page that has it open. */
  panel: { name: string; value: string };
};

/** A link that opens a panel over the page one is on. Before hydration, and in another tab, it is a link. */
export function PanelLink({ panel, ...rest }: Props) {
  function open(event: MouseEvent): void {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    openPanel(panel.name, panel.value);
  }
  return <Link prefetch={false} aria-haspopup="dialog" onClick={open} {...rest} />;
}
