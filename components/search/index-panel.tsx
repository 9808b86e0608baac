import { Button } from "@/components/ui/button";
import { Confirm } from "@/components/ui/confirm";
import { Notice } from "@/components/ui/notice";
import { Fact, Facts } from "@/components/ui/page";
import { RelativeTime } from "@/components/ui/relative-time";
import { Status } from "@/components/ui/status";
import type { Action } from "@/lib/platform/wire";
import type { IndexStatus } from "@/lib/search/model";

type Props = { status: IndexStatus; now: Date; rebuild: Action<IndexStatus> };

/** How the search index is, and the way to build it anew. */
export function IndexPanel({ status, now, rebuild }: Props) {
  const { engine, reachable, documents, products, lag, problem, lastRebuild } = status;
  const isBusy = status.rebuild?.state === "waiting" || status.rebuild?.state === "running";
  return (
    <div className="flex flex-col gap-4 rounded-md border bg-surface p-4">
      <Facts className="shell:grid-cols-3">
        <Fact label="Engine">
          {engine === "postgres" ? "Postgres" : "Meilisearch"}{" "}
          {reachable ? (
            <Status tone="met">Reachable</Status>
          ) : (
            <Status tone="breach">Away: Postgres answers</Status>
          )}
        </Fact>
        <Fact label="Indexed">
          {documents === null ? "unknown" : documents.toLocaleString("en")} of {products.toLocaleString("en")}{" "}
          products
        </Fact>
        <Fact label="Events not seen yet">{lag.toLocaleString("en")}</Fact>
        <Fact label="Last rebuild">
          {lastRebuild ? (
            <>
              <RelativeTime at={lastRebuild.at} now={now} />, {lastRebuild.indexed.toLocaleString("en")}{" "}
              products in {(lastRebuild.tookMs / 1000).toFixed(1)} s
            </>
          ) : (
            "never"
          )}
        </Fact>
      </Facts>
      {problem && <Notice tone="breach" title={problem} />}
      <Progress progress={status.rebuild} />
      {!isBusy && (
        <div>
          <Confirm
            trigger={<Button>Rebuild the index</Button>}
            title="Rebuild the search index?"
            verb="Rebuild"
            action={rebuild}
            fields={{}}
            done="The rebuild has begun."
          >
            A new index is built beside the present one, which answers until the new one is complete and has
            the same number of products.
          </Confirm>
        </div>
      )}
    </div>
  );
}

function Progress({ progress }: { progress: IndexStatus["rebuild"] }) {
  if (!progress || progress.state === "done") return null;
  if (progress.state === "failed") {
    return (
      <Notice tone="breach" title="The last rebuild failed; the former index stays in use">
        {progress.error}
      </Notice>
    );
  }
  const { indexed, total } = progress;
  return (
    <div role="status">
      <p className="mb-1 text-soft">
        {progress.state === "waiting"
          ? "A rebuild waits for a worker."
          : `Rebuilding: ${indexed.toLocaleString("en")}${total === null ? "" : ` of ${total.toLocaleString("en")}`} products.`}
      </p>
      <progress
        className="w-full max-w-md"
        aria-label="Rebuild"
        {...(total !== null && { value: indexed, max: total })}
      />
    </div>
  );
}
