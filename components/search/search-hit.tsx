import { LockKeyhole } from "lucide-react";
import Link from "next/link";

import { LifecycleStatus } from "@/components/catalog/lifecycle-status";
import { Dotted } from "@/components/ui/dotted";
import { HueEdge } from "@/components/ui/hue";
import { RelativeTime } from "@/components/ui/relative-time";
import type { Hit } from "@/lib/search/model";

import { Highlight } from "./highlight";

type Match = Hit["matches"][number];
type Props = { hit: Hit; now: number; onOpen: () => void };

/** One product that was found: what it is, where it belongs, and where it matched. */
export function SearchHit({ hit, now, onOpen }: Props) {
  return (
    <li className="group relative transition-colors first:rounded-t-md last:rounded-b-md focus-within:bg-hover/60 hover:bg-hover/60">
      <HueEdge
        id={(hit.domain ?? hit.team).id}
        className="rounded-none group-first:rounded-tl-md group-last:rounded-bl-md"
      />
      <div className="px-4 py-3">
        <div className="flex flex-wrap items-baseline justify-between gap-x-4">
          <Link
            data-row
            href={`/products/${encodeURIComponent(hit.id)}`}
            prefetch={false}
            onClick={onOpen}
            className="min-w-0 rounded-sm text-lg leading-6 font-semibold wrap-anywhere after:absolute after:inset-0"
          >
            <Highlight {...matchOf(hit, "name", hit.name)} />
          </Link>
          <LifecycleStatus status={hit.status} className="text-sm" />
        </div>
        {hit.description && (
          <p className="mt-0.5 line-clamp-2 max-w-reading wrap-anywhere text-soft">
            <Description text={hit.description} match={matchOf(hit, "description", hit.description)} />
          </p>
        )}
        <Place hit={hit} now={now} />
        <Elsewhere matches={hit.matches} />
      </div>
    </li>
  );
}

/** The text in which a field matched (of a description an excerpt), or else the field itself. */
const matchOf = (hit: Hit, field: Match["field"], text: string): Pick<Match, "text" | "ranges"> =>
  hit.matches.find((match) => match.field === field) ?? { text, ranges: [] };

/** An excerpt from the middle says so. */
function Description({ text, match }: { text: string; match: Pick<Match, "text" | "ranges"> }) {
  return (
    <>
      {!text.startsWith(match.text) && "… "}
      <Highlight {...match} />
    </>
  );
}

function Place({ hit, now }: Pick<Props, "hit" | "now">) {
  const { domain, team } = hit;
  return (
    <Dotted className="mt-1">
      <span>
        {domain && domain.id !== team.id && (
          <>
            <Highlight {...matchOf(hit, "domain", domain.label)} />
            {" › "}
          </>
        )}
        <Highlight {...matchOf(hit, "team", team.label)} />
      </span>
      {hit.portTypes.length > 0 && hit.portTypes.join(", ")}
      {hit.classification}
      {hit.personalData && "personal data"}
      {hit.isRestricted && (
        <span className="whitespace-nowrap">
          <LockKeyhole aria-hidden className="mr-1 inline size-3 stroke-2 align-[-1px]" />
          only for its team
        </span>
      )}
      <RelativeTime at={hit.updatedAt} now={now} className="whitespace-nowrap" />
    </Dotted>
  );
}

const SHOWN = 3;

const WHERE: Partial<Record<Match["field"], string>> = {
  column: "column",
  columnDescription: "column",
  tag: "tag",
  person: "person",
};

/** Matches that the lines above do not show. */
function Elsewhere({ matches }: { matches: readonly Match[] }) {
  const hidden = matches.filter(({ field }) => field in WHERE);
  if (hidden.length === 0) return null;
  return (
    <ul aria-label="Also matches" className="mt-1 space-y-0.5 text-sm text-soft">
      {hidden.slice(0, SHOWN).map((match, index) => (
        <li key={index} className="line-clamp-1 wrap-anywhere">
          <span className="text-faint">matches {WHERE[match.field]}</span> <MatchText match={match} />
        </li>
      ))}
    </ul>
  );
}

function MatchText({ match: { field, of, text, ranges } }: { match: Match }) {
  if (field === "column") {
    return (
      <code className="text-xs">
        <Highlight text={text} ranges={ranges} />
      </code>
    );
  }
  if (field !== "columnDescription") return <Highlight text={text} ranges={ranges} />;
  return (
    <>
      <code className="text-xs">{of}</code> “<Highlight text={text} ranges={ranges} />”
    </>
  );
}
