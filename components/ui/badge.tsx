import { cva, type VariantProps } from "class-variance-authority";
import type { ComponentProps } from "react";

import { cn } from "./cn";

const badge = cva(
  "inline-flex max-w-full items-center gap-1 rounded-sm border px-1.5 text-xs leading-5 font-medium whitespace-nowrap [&_svg]:size-3 [&_svg]:shrink-0 [&_svg]:stroke-2",
  {
    variants: {
      tone: {
        neutral: "border-line bg-sunken text-soft",
        outline: "border-line-strong text-soft",
        accent: "border-transparent bg-accent-wash text-accent",
        met: "border-transparent bg-met-wash text-met",
        risk: "border-transparent bg-risk-wash text-risk",
        breach: "border-transparent bg-breach-wash text-breach",
        info: "border-transparent bg-info-wash text-info",
      },
    },
    defaultVariants: { tone: "neutral" },
  },
);

type Props = ComponentProps<"span"> & VariantProps<typeof badge>;

/** A short fact in a box: a version, a format, a count. A state is a `Status` instead. */
export function Badge({ tone, className, ...rest }: Props) {
  return <span className={cn(badge({ tone }), className)} {...rest} />;
}
