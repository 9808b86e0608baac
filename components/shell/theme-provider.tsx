"use client";

import { ThemeProvider as Provider } from "next-themes";
import type { ReactNode } from "react";

type Props = { nonce: string; children: ReactNode };

/** Sets the theme before the first paint; its script carries the page's nonce. */
export function ThemeProvider({ nonce, children }: Props) {
  return (
    <Provider attribute="class" defaultTheme="system" enableSystem disableTransitionOnChange nonce={nonce}>
      {children}
    </Provider>
  );
}
