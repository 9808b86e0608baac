import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { Notice } from "@/components/ui/notice";

import { Words } from "./request-path";

type Props = { outcome: string; note: string; onClose: () => void };

/** Somebody else was faster. What the reader had written is still there, to be copied. */
export function RequestOvertaken({ outcome, note, onClose }: Props) {
  return (
    <Notice
      tone="risk"
      role="alert"
      title={outcome}
      action={
        <Button size="sm" onClick={onClose}>
          Close
        </Button>
      }
    >
      <p>This happened while you were writing. Nothing of yours was sent.</p>
      {note.trim() !== "" && (
        <>
          <Words>{note}</Words>
          <CopyButton text={note} label="Copy what you wrote" withLabel className="mt-1 -ml-2" />
        </>
      )}
    </Notice>
  );
}
