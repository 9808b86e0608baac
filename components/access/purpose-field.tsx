"use client";

import { useState } from "react";

import { cn } from "@/components/ui/cn";
import { TextAreaField } from "@/components/ui/fields";

import { PURPOSE_LIMIT } from "./purpose-limit";

type Props = { initial?: string; hint?: string };

const HINT =
  "Say what you will make of the data, for whom, and what it will decide. Whoever approves reads this first.";

/** Why the data are needed, with the room that is left. */
export function PurposeField({ initial = "", hint = HINT }: Props) {
  const [text, setText] = useState(initial);
  const left = PURPOSE_LIMIT - text.length;
  return (
    <div>
      <TextAreaField
        name="purpose"
        label="Purpose"
        required
        rows={4}
        value={text}
        onChange={(event) => setText(event.target.value)}
        placeholder="Train the weekly forecast of delays for the operations desk. The results stay in our team."
        hint={hint}
      />
      <p className={cn("mt-1 text-right text-sm tabular-nums", left < 0 ? "text-breach" : "text-faint")}>
        {left < 0
          ? `${(-left).toLocaleString("en")} characters too many`
          : `${text.length.toLocaleString("en")} of ${PURPOSE_LIMIT.toLocaleString("en")} characters`}
      </p>
    </div>
  );
}
