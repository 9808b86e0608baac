"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";

import { bottomBar, type Destination, isWithin, type Reach, sideGroups } from "./navigation";

type Props = { reach: Reach };

export function SideNav({ reach }: Props) {
  const path = usePathname();
  return (
    <nav aria-label="Main" className="flex flex-col px-2">
      {sideGroups(reach)
        .filter((group) => group.length > 0)
        .map((group, index) => (
          <ul key={index} className="space-y-px not-first:mt-3 not-first:border-t not-first:pt-3">
            {group.map((destination) => (
              <li key={destination.href}>
                <SideLink destination={destination} isHere={isWithin(destination, path)} />
              </li>
            ))}
          </ul>
        ))}
    </nav>
  );
}

type LinkProps = { destination: Destination; isHere: boolean };

function SideLink({ destination: { href, label, icon: Icon }, isHere }: LinkProps) {
  return (
    <Link
      href={href}
      aria-current={isHere ? "page" : undefined}
      className="flex h-8 items-center gap-2.5 rounded-md px-2 font-medium text-soft transition-colors hover:bg-hover hover:text-ink aria-[current=page]:bg-hover aria-[current=page]:text-ink"
    >
      <Icon aria-hidden className="size-4 stroke-[1.5]" />
      {label}
    </Link>
  );
}

export function BottomNav({ reach }: Props) {
  const path = usePathname();
  return (
    <nav
      aria-label="Main"
      className="fixed inset-x-0 bottom-0 z-30 border-t bg-surface pb-[env(safe-area-inset-bottom)] shell:hidden"
    >
      <ul className="flex">
        {bottomBar(reach).map((destination) => {
          const { href, label, icon: Icon } = destination;
          return (
            <li key={href} className="flex-1">
              <Link
                href={href}
                aria-current={isWithin(destination, path) ? "page" : undefined}
                className="flex h-14 flex-col items-center justify-center gap-1 text-xs font-medium text-soft outline-offset-[-2px] aria-[current=page]:text-accent"
              >
                <Icon aria-hidden className="size-5 stroke-[1.5]" />
                {label}
              </Link>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
