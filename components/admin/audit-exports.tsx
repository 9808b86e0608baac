import { Download } from "lucide-react";

import { buttonClass } from "@/components/ui/button";

/** What the filter leaves, as a file for people and one for archives. */
export function AuditExports({ query }: { query: string }) {
  return (
    <>
      {(["csv", "ndjson"] as const).map((format) => (
        <a
          key={format}
          href={`/api/audit/export?format=${format}${query && `&${query}`}`}
          download
          className={buttonClass({ variant: "secondary" })}
        >
          <Download aria-hidden />
          <span className="sr-only">Download as </span>
          {format.toUpperCase()}
        </a>
      ))}
    </>
  );
}
