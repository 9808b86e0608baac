import { cva, type VariantProps } from "class-variance-authority";
import { LoaderCircle } from "lucide-react";
import Link from "next/link";
import type { ComponentProps } from "react";

import { cn } from "./cn";

/** The look of a button, for whatever element is one. */
export const buttonClass = cva(
  "inline-flex shrink-0 items-center justify-center gap-1.5 rounded-md border font-medium whitespace-nowrap transition-colors select-none disabled:cursor-not-allowed disabled:opacity-55 aria-disabled:cursor-not-allowed aria-disabled:opacity-55 [&_svg]:size-4 [&_svg]:shrink-0 [&_svg]:stroke-[1.5]",
  {
    variants: {
      variant: {
        primary: "border-transparent bg-solid text-on-solid not-disabled:hover:bg-solid-hover",
        secondary: "border-line-strong bg-surface text-ink not-disabled:hover:bg-hover",
        quiet: "border-transparent text-soft not-disabled:hover:bg-hover not-disabled:hover:text-ink",
        danger:
          "border-line-strong bg-surface text-breach not-disabled:hover:border-breach not-disabled:hover:bg-breach-wash",
      },
      size: {
        sm: "h-7 px-2 text-sm pointer-coarse:h-9",
        md: "h-8 px-3 text-base pointer-coarse:h-10",
        lg: "h-10 px-4 text-base",
        icon: "size-8 pointer-coarse:size-10",
        iconSm: "size-7 pointer-coarse:size-9",
      },
    },
    defaultVariants: { variant: "secondary", size: "md" },
  },
);

type Look = VariantProps<typeof buttonClass>;

type ButtonProps = ComponentProps<"button"> & Look & { isPending?: boolean };

/** While pending it keeps its width and focus, says so, and ignores presses. */
export function Button({
  variant,
  size,
  isPending = false,
  className,
  children,
  type,
  ...rest
}: ButtonProps) {
  return (
    <button
      type={type ?? "button"}
      className={cn(buttonClass({ variant, size }), className)}
      {...rest}
      {...(isPending && pending)}
    >
      {isPending && <LoaderCircle aria-hidden className="animate-spin" />}
      {children}
    </button>
  );
}

const pending: ComponentProps<"button"> = {
  "aria-busy": true,
  "aria-disabled": true,
  onClick: (event) => event.preventDefault(),
};

type ButtonLinkProps = ComponentProps<typeof Link> & Look;

export function ButtonLink({ variant, size, className, ...rest }: ButtonLinkProps) {
  return <Link className={cn(buttonClass({ variant, size }), className)} {...rest} />;
}
