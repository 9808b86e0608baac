import { Fragment } from "react";

import { cn } from "@/components/ui/cn";

import { type ChangedField, type Piece, shownValue, wordDiff } from "./audit-diff";

/** Each field of a state as it was and as it is. */
export function AuditChange({ changes }: { changes: readonly ChangedField[] }) {
  return (
    <table className="w-full border-separate border-spacing-0 text-left text-sm">
      <caption className="sr-only">What changed</caption>
      <thead className="text-xs text-soft">
        <tr>
          {["Field", "Before", "After"].map((heading) => (
            <th key={heading} scope="col" className="pr-4 pb-1 font-medium">
              {heading}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {changes.map((change) => (
          <ChangeRow key={JSON.stringify(change.path)} change={change} />
        ))}
      </tbody>
    </table>
  );
}

function ChangeRow({ change }: { change: ChangedField }) {
  const { path, before, after } = change;
  const pieces = wordDiff(before, after);
  return (
    <tr className="align-top">
      <th scope="row" className="w-2/5 py-1 pr-4 font-normal shell:w-1/4">
        {path.map((part, index) => (
          <Fragment key={index}>
            {index > 0 && <span className="text-faint"> › </span>}
            <span className="font-mono wrap-anywhere">{part}</span>
          </Fragment>
        ))}
      </th>
      <Side isThere={before !== undefined} value={before} pieces={pieces} kind="removed" />
      <Side isThere={after !== undefined} value={after} pieces={pieces} kind="added" />
    </tr>
  );
}

type SideProps = { isThere: boolean; value: unknown; pieces: Piece[] | null; kind: "added" | "removed" };

function Side({ isThere, value, pieces, kind }: SideProps) {
  const Element = kind === "added" ? "ins" : "del";
  const wash = kind === "added" ? "bg-met-wash" : "bg-breach-wash";
  if (!isThere) return <td className="py-1 pr-4 text-faint">–</td>;
  return (
    <td className="py-1 pr-4 wrap-anywhere whitespace-pre-wrap">
      {pieces === null ? (
        <Element className={cn("rounded-sm px-1 no-underline", wash)}>{shownValue(value)}</Element>
      ) : (
        pieces
          .filter((piece) => piece.kind === "same" || piece.kind === kind)
          .map((piece, index) =>
            piece.kind === "same" ? (
              <span key={index}>{piece.text}</span>
            ) : (
              <Element key={index} className={cn("rounded-sm no-underline", wash)}>
                {piece.text}
              </Element>
            ),
          )
      )}
    </td>
  );
}
