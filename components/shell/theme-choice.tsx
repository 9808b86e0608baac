"use client";

import { Monitor, Moon, Sun } from "lucide-react";
import { useTheme } from "next-themes";
import { useSyncExternalStore } from "react";

import { cn } from "@/components/ui/cn";

const CHOICES = [
  { value: "system", label: "As the device", icon: Monitor },
  { value: "light", label: "Light", icon: Sun },
  { value: "dark", label: "Dark", icon: Moon },
] as const;

/** The choice is the browser's own; the server does not know it and shows none as chosen. */
export function ThemeChoice() {
  const { theme, setTheme } = useTheme();
  const isBrowser = useSyncExternalStore(
    subscribe,
    () => true,
    () => false,
  );
  return (
    <fieldset>
      <legend className="sr-only">Theme</legend>
      <div className="flex flex-wrap gap-2">
        {CHOICES.map(({ value, label, icon: Icon }) => (
          <label
            key={value}
            className={cn(
              "flex h-9 items-center gap-2 rounded-md border border-line-strong bg-surface px-3 font-medium text-soft transition-colors hover:bg-hover",
              "has-checked:border-accent has-checked:bg-accent-wash has-checked:text-accent has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-focus",
            )}
          >
            <input
              type="radio"
              name="theme"
              value={value}
              checked={isBrowser && theme === value}
              onChange={() => setTheme(value)}
              className="sr-only"
            />
            <Icon aria-hidden className="size-4 stroke-[1.5]" />
            {label}
          </label>
        ))}
      </div>
    </fieldset>
  );
}

const subscribe = () => () => undefined;
