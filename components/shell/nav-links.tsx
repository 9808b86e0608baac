"use client";

import { Ellipsis } from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";

import { cn } from "@/components/ui/cn";
import { Menu, MenuLink } from "@/components/ui/menu";

import {
  behindBottomBar,
  bottomBar,
  countAt,
  type Destination,
  isWithin,
  type Reach,
  sideGroups,
} from "./navigation";

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
                <SideLink
                  destination={destination}
                  isHere={isWithin(destination, path)}
                  count={countAt(destination, reach)}
                />
              </li>
            ))}
          </ul>
        ))}
    </nav>
  );
}

type LinkProps = { destination: Destination; isHere: boolean; count: number };

function SideLink({ destination: { href, label, icon: Icon }, isHere, count }: LinkProps) {
  return (
    <Link
      href={href}
      aria-current={isHere ? "page" : undefined}
      className="flex h-8 items-center gap-2.5 rounded-md px-2 font-medium text-soft transition-colors hover:bg-hover hover:text-ink aria-[current=page]:bg-hover aria-[current=page]:text-ink"
    >
      <Icon aria-hidden className="size-4 stroke-[1.5]" />
      {label}
      {count > 0 && (
        <span className="ml-auto rounded-full bg-accent-wash px-1.5 text-xs leading-5 text-accent tabular-nums">
          {shownCount(count)}
          <span className="sr-only"> waiting</span>
        </span>
      )}
    </Link>
  );
}

const shownCount = (count: number): string => (count > 99 ? "99+" : String(count));

export function BottomNav({ reach }: Props) {
  const path = usePathname();
  return (
    <nav
      aria-label="Main"
      className="fixed inset-x-0 bottom-0 z-30 border-t bg-surface pb-[env(safe-area-inset-bottom)] shell:hidden"
    >
      <ul className="flex">
        {bottomBar.map((destination) => (
          <li key={destination.href} className="flex-1">
            <BottomLink
              destination={destination}
              isHere={isWithin(destination, path)}
              count={countAt(destination, reach)}
            />
          </li>
        ))}
        <li className="flex-1">
          <More destinations={behindBottomBar(reach)} path={path} />
        </li>
      </ul>
    </nav>
  );
}

const bottomLook =
  "relative flex h-14 w-full flex-col items-center justify-center gap-1 text-xs font-medium text-soft outline-offset-[-2px] aria-[current=page]:text-accent";

function BottomLink({ destination: { href, label, icon: Icon }, isHere, count }: LinkProps) {
  return (
    <Link href={href} aria-current={isHere ? "page" : undefined} className={bottomLook}>
      <Icon aria-hidden className="size-5 stroke-[1.5]" />
      {label}
      {count > 0 && (
        <span className="absolute top-1 left-1/2 ml-1 rounded-full bg-solid px-1 text-xs leading-4 text-on-solid tabular-nums">
          {shownCount(count)}
          <span className="sr-only"> waiting</span>
        </span>
      )}
    </Link>
  );
}

type MoreProps = { destinations: readonly Destination[]; path: string };

function More({ destinations, path }: MoreProps) {
  const isHere = destinations.some((destination) => isWithin(destination, path));
  return (
    <Menu
      label="More"
      trigger={
        <>
          <Ellipsis aria-hidden className={cn("size-5 stroke-[1.5]", isHere && "text-accent")} />
          <span className={cn(isHere && "text-accent")}>More</span>
        </>
      }
      className={bottomLook}
    >
      {destinations.map(({ href, label, icon: Icon }) => (
        <MenuLink key={href} href={href}>
          <Icon aria-hidden />
          {label}
        </MenuLink>
      ))}
    </Menu>
  );
}
