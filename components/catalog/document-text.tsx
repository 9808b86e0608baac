import { Download } from "lucide-react";

import { buttonClass } from "@/components/ui/button";
import { Code } from "@/components/ui/code";
import type { DocumentSource } from "@/lib/catalog/model";

type Props = {
  source: DocumentSource;
  /** Where its bytes come from; null for a version that is not the present one. */
  href: string | null;
  label: string;
};

/** A document as it was registered, with numbered lines. */
export function DocumentText({ source: { text, mediaType, sha256, revision }, href, label }: Props) {
  return (
    <section aria-label={label}>
      <div className="mb-2 flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <p className="text-sm text-soft">
          Version {revision}, exactly as it was registered · sha256{" "}
          <code className="font-mono text-xs" title={sha256}>
            {sha256.slice(0, 12)}…
          </code>
        </p>
        {href !== null && (
          <a href={href} download className={buttonClass({ size: "sm" })}>
            <Download aria-hidden />
            Download
          </a>
        )}
      </div>
      <Code
        code={text}
        language={mediaType === "application/json" ? "json" : "yaml"}
        label={label}
        numbered
      />
    </section>
  );
}
