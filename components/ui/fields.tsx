"use client";

import { ChevronDown } from "lucide-react";
import { type ComponentProps, type ReactNode, useId } from "react";

import { cn } from "./cn";
import { useFieldError } from "./form-state";
import { inputClass } from "./input-class";

type Common = {
  name: string;
  label: string;
  hint?: ReactNode;
  /** Where the form does not know it from the answer: what is wrong. */
  error?: string | undefined;
};

type TextFieldProps = Common & ComponentProps<"input">;

export function TextField({ label, hint, error, className, ...rest }: TextFieldProps) {
  const frame = useFrame({ name: rest.name, label, hint, error });
  return (
    <Frame {...frame} className={className} isRequired={rest.required}>
      <input {...frame.control} {...rest} className={cn(inputClass, "h-8 pointer-coarse:h-10")} />
    </Frame>
  );
}

type TextAreaFieldProps = Common & ComponentProps<"textarea">;

export function TextAreaField({ label, hint, error, className, ...rest }: TextAreaFieldProps) {
  const frame = useFrame({ name: rest.name, label, hint, error });
  return (
    <Frame {...frame} className={className} isRequired={rest.required}>
      <textarea rows={4} {...frame.control} {...rest} className={cn(inputClass, "py-1.5")} />
    </Frame>
  );
}

type SelectFieldProps = Common & ComponentProps<"select">;

/** The platform's own list: right on a phone, with a keyboard and with a screen reader. */
export function SelectField({ label, hint, error, className, ...rest }: SelectFieldProps) {
  const frame = useFrame({ name: rest.name, label, hint, error });
  return (
    <Frame {...frame} className={className} isRequired={rest.required}>
      <Select {...frame.control} {...rest} />
    </Frame>
  );
}

/** A bare select, where its label is elsewhere (`aria-label` or `aria-labelledby`). */
export function Select({ className, ...rest }: ComponentProps<"select">) {
  return (
    <span className="relative block">
      <select
        {...rest}
        className={cn(inputClass, "h-8 appearance-none pr-8 pointer-coarse:h-10", className)}
      />
      <ChevronDown
        aria-hidden
        className="pointer-events-none absolute top-1/2 right-2.5 size-4 -translate-y-1/2 stroke-[1.5] text-faint"
      />
    </span>
  );
}

type CheckboxFieldProps = Common & Omit<ComponentProps<"input">, "type">;

export function CheckboxField({ label, hint, error, className, ...rest }: CheckboxFieldProps) {
  const frame = useFrame({ name: rest.name, label, hint, error });
  return (
    <div className={className}>
      <label className="flex items-start gap-2">
        <Checkbox {...frame.control} {...rest} className="mt-0.5" />
        <span className="font-medium">{label}</span>
      </label>
      <Hints {...frame} className="pl-6" />
    </div>
  );
}

export function Checkbox({ className, ...rest }: Omit<ComponentProps<"input">, "type">) {
  return (
    <input
      type="checkbox"
      {...rest}
      className={cn("size-4 shrink-0 rounded-sm border-field accent-(--solid)", className)}
    />
  );
}

type FrameState = ReturnType<typeof useFrame>;

function useFrame({ name, label, hint, error }: Common) {
  const id = useId();
  const found = useFieldError(name);
  const problem = error ?? found;
  const described = [hint ? `${id}-hint` : "", problem ? `${id}-error` : ""].filter(Boolean).join(" ");
  const control = {
    id,
    ...(described && { "aria-describedby": described }),
    ...(problem && { "aria-invalid": true }),
  };
  return { id, label, hint, problem, control };
}

type FrameProps = FrameState & {
  children: ReactNode;
  className: string | undefined;
  isRequired: boolean | undefined;
};

function Frame({ children, className, isRequired, ...frame }: FrameProps) {
  return (
    <div className={className}>
      <label htmlFor={frame.id} className="mb-1 block font-medium">
        {frame.label}
        {!isRequired && <span className="font-normal text-faint"> (optional)</span>}
      </label>
      {children}
      <Hints {...frame} />
    </div>
  );
}

function Hints({ id, hint, problem, className }: FrameState & { className?: string | undefined }) {
  return (
    <div className={cn("text-sm", className)}>
      {hint && (
        <p id={`${id}-hint`} className="mt-1 text-faint">
          {hint}
        </p>
      )}
      {problem && (
        <p id={`${id}-error`} className="mt-1 text-breach">
          {problem}
        </p>
      )}
    </div>
  );
}
