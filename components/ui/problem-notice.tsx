import type { Problem } from "@/lib/platform/wire";

import { CopyButton } from "./copy-button";
import { Notice } from "./notice";

type Props = { problem: Problem; className?: string | undefined };

/** What failed, where, and the request id to tell the people who run the portal. */
export function ProblemNotice({ problem, className }: Props) {
  const requestId = problem.instance.replace("urn:request:", "");
  const errors = (problem.errors ?? []).filter((error) => error.detail !== problem.detail || error.line);
  return (
    <Notice tone="breach" role="alert" title={problem.detail ?? titleOf(problem)} className={className}>
      {errors.length > 0 && (
        <ul className="mt-1 space-y-1">
          {errors.map((error, index) => (
            <li key={index}>
              {error.line !== undefined && (
                <span className="font-medium text-ink">
                  Line {error.line}
                  {error.column !== undefined && `, column ${error.column}`}:{" "}
                </span>
              )}
              {error.detail} {error.pointer.length > 1 && <code className="text-xs">{error.pointer}</code>}
            </li>
          ))}
        </ul>
      )}
      {problem.status >= 500 && (
        <p className="mt-1 flex flex-wrap items-center gap-1 text-xs">
          Request <code>{requestId}</code> <CopyButton text={requestId} label="Copy the request id" />
        </p>
      )}
    </Notice>
  );
}

const titleOf = (problem: Problem): string =>
  problem.status === 500
    ? "This did not work, and nothing was changed. Try again in a moment."
    : problem.title;
