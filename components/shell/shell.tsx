import Link from "next/link";
import type { ReactNode } from "react";

import { Toaster } from "@/components/ui/toast";

import type { LiveState } from "@/lib/events/model";

import { Bell } from "./bell";
import { CommandCentre } from "./command-centre";
import { HeaderSearch } from "./header-search";
import { Live } from "./live";
import { Logo } from "./logo";
import { BottomNav, SideNav } from "./nav-links";
import type { Reach } from "./navigation";
import { PaletteButton } from "./palette-button";
import { QueryProvider } from "./query-provider";
import { ThemeSwitch } from "./theme-switch";
import { UserMenu } from "./user-menu";

type Props = {
  organization: string;
  person: { name: string; email: string };
  reach: Reach;
  live: LiveState;
  children: ReactNode;
};

/** The frame around every page behind sign-in. It draws and decides nothing about access. */
export function Shell({ organization, person, reach, live, children }: Props) {
  return (
    <QueryProvider>
      <a
        href="#content"
        className="fixed top-2 left-2 z-50 -translate-y-16 rounded-md border bg-surface px-3 py-2 font-medium shadow-float focus:translate-y-0"
      >
        Skip to the content
      </a>
      <div className="flex min-h-dvh">
        <div className="sticky top-0 hidden h-dvh w-55 shrink-0 flex-col border-r bg-sunken shell:flex">
          <HomeLink organization={organization} className="h-13 px-4" />
          <SideNav reach={reach} />
        </div>
        <div className="flex min-w-0 flex-1 flex-col">
          <header className="sticky top-0 z-30 border-b bg-canvas">
            <div className="mx-auto flex h-13 w-full max-w-content items-center gap-2 px-4 shell:px-8 wide:max-w-wide">
              <HomeLink organization={organization} className="shell:hidden" hidesName />
              <HeaderSearch />
              <div className="ml-auto flex items-center gap-1">
                <PaletteButton />
                <ThemeSwitch />
                <Bell drawn={live} />
                <span className="w-1" />
                <UserMenu person={person} />
              </div>
            </div>
          </header>
          <main id="content" tabIndex={-1} className="flex-1 pb-20 outline-none shell:pb-0">
            {children}
          </main>
        </div>
      </div>
      <BottomNav reach={reach} />
      <CommandCentre reach={reach} />
      <Live drawn={live} />
      <Toaster />
    </QueryProvider>
  );
}

type HomeLinkProps = { organization: string; className: string; hidesName?: boolean };

function HomeLink({ organization, className, hidesName = false }: HomeLinkProps) {
  return (
    <div className={`flex shrink-0 items-center ${className}`}>
      <Link href="/" className="flex min-w-0 items-center gap-2 rounded-md font-semibold tracking-tight">
        <Logo />
        <span className={hidesName ? "sr-only" : "truncate"}>{organization}</span>
      </Link>
    </div>
  );
}
