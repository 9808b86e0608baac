"use client";

import { useQuery } from "@tanstack/react-query";
import { Command } from "cmdk";
import { Box, Keyboard, LogOut, type LucideIcon, Search, SunMoon } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTheme } from "next-themes";
import * as Dialog from "radix-ui/dialog";
import { type ReactNode, useState } from "react";

import { Highlight } from "@/components/search/highlight";
import { suggestQuery } from "@/components/search/queries";
import { useDebounced } from "@/components/search/use-debounced";
import { useReturningFocus } from "@/components/ui/dialog";
import { Kbd } from "@/components/ui/kbd";

import { openShortcuts } from "./commands";
import { destinations, type Reach } from "./navigation";
import { signOut } from "./session";

const DEBOUNCE_MS = 100;

type Props = { reach: Reach; open: boolean; onOpenChange: (open: boolean) => void };

/** Go, search, do: by name. */
export function Palette({ reach, open, onOpenChange }: Props) {
  const [text, setText] = useState("");
  const words = text.trim();
  const returning = useReturningFocus();
  const run = useRun(() => {
    onOpenChange(false);
    setText("");
  });

  return (
    <Dialog.Root open={open} onOpenChange={onOpenChange}>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-40 animate-fade bg-scrim" />
        <Dialog.Content
          {...returning}
          aria-describedby={undefined}
          className="fixed top-[12vh] left-1/2 z-50 w-[min(36rem,calc(100vw-2rem))] -translate-x-1/2 animate-rise overflow-hidden rounded-md border bg-surface shadow-float outline-none"
        >
          <Dialog.Title className="sr-only">Command palette</Dialog.Title>
          <Command shouldFilter={false} loop label="Go, search or do">
            <div className="flex items-center gap-2.5 border-b px-3.5">
              <Search aria-hidden className="size-4 stroke-[1.5] text-faint" />
              <Command.Input
                value={text}
                onValueChange={setText}
                placeholder="Go to a page or product, or do something …"
                className="h-12 flex-1 bg-transparent text-lg outline-none"
              />
              <Kbd>esc</Kbd>
            </div>
            <Command.List className="max-h-[min(24rem,60vh)] scroll-py-1 overflow-y-auto p-1">
              <Places reach={reach} words={words} run={run} />
              <Acts words={words} run={run} />
              {words !== "" && <Products words={words} run={run} />}
            </Command.List>
          </Command>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

type PartProps = { words: string; run: (target: string | (() => void)) => void };

function Places({ reach, words, run }: PartProps & { reach: Reach }) {
  const places = destinations(reach).filter(({ label }) => contains(label, words));
  if (places.length === 0) return null;
  return (
    <Group heading="Go to">
      {places.map(({ href, label, icon, key }) => (
        <Row key={href} value={href} icon={icon} onSelect={() => run(href)} hint={["g", key]}>
          {label}
        </Row>
      ))}
    </Group>
  );
}

function Products({ words, run }: PartProps) {
  const { data } = useQuery(suggestQuery(useDebounced(words, DEBOUNCE_MS)));
  return (
    <Group heading="Products">
      {data?.suggestions.map(({ id, label, detail, ranges }) => (
        <Row
          key={id}
          value={`product ${id}`}
          icon={Box}
          onSelect={() => run(`/products/${encodeURIComponent(id)}`)}
          detail={detail}
        >
          <Highlight text={label} ranges={ranges} />
        </Row>
      ))}
      <Row
        value="search everything"
        icon={Search}
        onSelect={() => run(`/search?${new URLSearchParams({ q: words }).toString()}`)}
      >
        All products for “{words}”
      </Row>
    </Group>
  );
}

function Acts({ words, run }: PartProps) {
  const acts = useActs().filter(({ label }) => contains(label, words));
  if (acts.length === 0) return null;
  return (
    <Group heading="Do">
      {acts.map(({ label, icon, act }) => (
        <Row key={label} value={label} icon={icon} onSelect={() => run(act)}>
          {label}
        </Row>
      ))}
    </Group>
  );
}

const contains = (label: string, words: string): boolean => label.toLowerCase().includes(words.toLowerCase());

function useRun(close: () => void) {
  const router = useRouter();
  return (target: string | (() => void)): void => {
    close();
    if (typeof target === "string") router.push(target);
    else target();
  };
}

function useActs(): { label: string; icon: LucideIcon; act: () => void }[] {
  const { resolvedTheme, setTheme } = useTheme();
  const other = resolvedTheme === "dark" ? "light" : "dark";
  return [
    { label: `Switch to ${other}`, icon: SunMoon, act: () => setTheme(other) },
    { label: "Show keyboard shortcuts", icon: Keyboard, act: openShortcuts },
    { label: "Sign out", icon: LogOut, act: () => void signOut() },
  ];
}

function Group({ heading, children }: { heading: string; children: ReactNode }) {
  return (
    <Command.Group
      heading={heading}
      className="[&_[cmdk-group-heading]]:px-2 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-xs [&_[cmdk-group-heading]]:text-faint"
    >
      {children}
    </Command.Group>
  );
}

type RowProps = {
  value: string;
  icon: LucideIcon;
  onSelect: () => void;
  children: ReactNode;
  detail?: string;
  hint?: readonly string[];
};

function Row({ value, icon: Icon, onSelect, children, detail, hint = [] }: RowProps) {
  return (
    <Command.Item
      value={value}
      onSelect={onSelect}
      className="flex min-h-9 cursor-pointer items-center gap-2.5 rounded-sm px-2 py-1 data-[selected=true]:bg-hover"
    >
      <Icon aria-hidden className="size-4 shrink-0 stroke-[1.5] text-faint" />
      <span className="min-w-0 truncate">{children}</span>
      {detail && <span className="min-w-0 flex-1 truncate text-sm text-faint">{detail}</span>}
      {hint.length > 0 && (
        <span className="ml-auto hidden gap-1 pointer-fine:flex">
          {hint.map((key) => (
            <Kbd key={key}>{key}</Kbd>
          ))}
        </span>
      )}
    </Command.Item>
  );
}
