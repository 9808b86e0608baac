"use client";

import { Keyboard, LogOut, Settings } from "lucide-react";

import { Avatar } from "@/components/ui/avatar";
import { Menu, MenuItem, MenuLink, MenuSeparator } from "@/components/ui/menu";

import { openShortcuts } from "./commands";
import { signOut } from "./session";

type Props = { person: { name: string; email: string } };

export function UserMenu({ person }: Props) {
  return (
    <Menu
      label={`Your menu, ${person.name}`}
      trigger={<Avatar name={person.name} />}
      className="rounded-full"
    >
      <div role="presentation" className="px-2 pt-1.5 pb-2">
        <p className="font-medium">{person.name}</p>
        <p className="max-w-60 truncate text-sm text-faint">{person.email}</p>
      </div>
      <MenuSeparator />
      <MenuLink href="/settings">
        <Settings aria-hidden />
        Settings
      </MenuLink>
      <MenuItem onClick={openShortcuts} className="hidden pointer-fine:flex">
        <Keyboard aria-hidden />
        Keyboard shortcuts
      </MenuItem>
      <MenuSeparator />
      <MenuItem onClick={() => void signOut()}>
        <LogOut aria-hidden />
        Sign out
      </MenuItem>
    </Menu>
  );
}
