"use client";

import { useRef } from "react";

import { ActionForm, SubmitButton } from "@/components/ui/action-form";
import { cn } from "@/components/ui/cn";
import { inputClass } from "@/components/ui/input-class";
import { notify } from "@/components/ui/toast";
import type { AgreementSummary } from "@/lib/access/model";
import type { Action } from "@/lib/platform/wire";

type Props = {
  accessId: string;
  consumer: string;
  decide: Action<Pick<AgreementSummary, "status">>;
};

/** Keeps an agreement, or ends it with a reason. The focus goes on to the next one. */
export function ReviewForm({ accessId, consumer, decide }: Props) {
  const place = useRef<HTMLDivElement>(null);

  function goOn({ status }: Pick<AgreementSummary, "status">): void {
    notify(status === "revoked" ? `Ended the access of ${consumer}.` : `Kept the access of ${consumer}.`);
    nextDue(place.current?.closest("[data-review]"))?.focus();
  }

  return (
    <div ref={place}>
      <ActionForm action={decide} onDone={goOn}>
        <input type="hidden" name="accessId" value={accessId} />
        <div className="flex flex-wrap items-center gap-2">
          <input
            name="reason"
            aria-label={`Reason for ${consumer}`}
            placeholder="Reason; needed to end it"
            required
            autoComplete="off"
            maxLength={2000}
            className={cn(inputClass, "h-8 min-w-0 flex-1 basis-60 pointer-coarse:h-10")}
          />
          <SubmitButton
            name="decision"
            value="keep"
            variant="secondary"
            formNoValidate
            aria-label={`Keep the access of ${consumer}`}
          >
            Keep
          </SubmitButton>
          <SubmitButton
            name="decision"
            value="end"
            variant="danger"
            aria-label={`End the access of ${consumer}`}
          >
            End
          </SubmitButton>
        </div>
      </ActionForm>
    </div>
  );
}

/** The row below that still waits, or else the first one that does. */
function nextDue(row: Element | null | undefined): HTMLElement | null {
  const rows = [...document.querySelectorAll("[data-review=due]")];
  const here = rows.findIndex((one) => one === row);
  const next = rows[here + 1] ?? rows.find((one) => one !== row);
  return next?.querySelector<HTMLElement>("[data-row]") ?? document.getElementById("content");
}
