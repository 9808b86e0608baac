"use client";

import { Moon, Sun } from "lucide-react";
import { useTheme } from "next-themes";

import { buttonClass } from "@/components/ui/button";

/** Light or dark at one press. Which one it shows is CSS, so that server and browser agree. */
export function ThemeSwitch() {
  const { resolvedTheme, setTheme } = useTheme();
  return (
    <button
      type="button"
      onClick={() => setTheme(resolvedTheme === "dark" ? "light" : "dark")}
      className={buttonClass({ variant: "quiet", size: "icon" })}
      title="Light or dark"
    >
      <Sun aria-hidden className="hidden dark:block" />
      <Moon aria-hidden className="dark:hidden" />
      <span className="sr-only dark:hidden">Switch to dark</span>
      <span className="sr-only hidden dark:inline">Switch to light</span>
    </button>
  );
}
