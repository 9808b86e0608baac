"use client";

import dynamic from "next/dynamic";
import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";

import { onCommand } from "./commands";
import { createKeyListener } from "./keys";
import { destinations, type Reach } from "./navigation";

const Palette = dynamic(() => import("./palette").then((module) => module.Palette), { ssr: false });
const Shortcuts = dynamic(() => import("./shortcuts").then((module) => module.Shortcuts), { ssr: false });

type Props = { reach: Reach };
type Open = "palette" | "shortcuts" | null;

/** Listens for the keys of the portal; what it opens is loaded when it is first wanted. */
export function CommandCentre({ reach }: Props) {
  const router = useRouter();
  const [open, setOpen] = useState<Open>(null);
  const [wanted, setWanted] = useState<ReadonlySet<Open>>(new Set());

  useEffect(() => {
    const show = (what: "palette" | "shortcuts"): void => {
      setWanted((before) => new Set([...before, what]));
      setOpen((before) => (before === what ? null : what));
    };
    const listen = createKeyListener({
      onPalette: () => show("palette"),
      onShortcuts: () => show("shortcuts"),
      onGo: (letter) => {
        const to = destinations(reach).find(({ key }) => key === letter);
        if (to) router.push(to.href);
      },
    });
    document.addEventListener("keydown", listen);
    const stop = onCommand(show);
    return () => {
      document.removeEventListener("keydown", listen);
      stop();
    };
  }, [reach, router]);

  const change = (isOpen: boolean): void => {
    if (!isOpen) setOpen(null);
  };
  return (
    <>
      {wanted.has("palette") && <Palette reach={reach} open={open === "palette"} onOpenChange={change} />}
      {wanted.has("shortcuts") && (
        <Shortcuts reach={reach} open={open === "shortcuts"} onOpenChange={change} />
      )}
    </>
  );
}
