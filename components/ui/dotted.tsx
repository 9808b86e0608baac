import { Children, type ReactNode } from "react";

import { cn } from "./cn";

type Props = { children: ReactNode; className?: string | undefined };

/** Facts in one line with dots between them; a line never begins with a dot. Empty children leave no dot. */
export function Dotted({ children, className }: Props) {
  const facts = Children.toArray(children);
  return (
    <p className={cn("text-sm text-faint", className)}>
      {facts.map((fact, index) => (
        <span key={index}>
          {fact}
          {index < facts.length - 1 && " · "}
        </span>
      ))}
    </p>
  );
}
