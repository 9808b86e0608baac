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

const NAMES_SHOWN = 4;
const TEXTS_SHOWN = 2;

const KINDS = [
  { field: "column", one: "column", many: "columns" },
  { field: "tag", one: "tag", many: "tags" },
  { field: "person", one: "person", many: "people" },
] as const;

/** Matches that the lines above do not show: names in one line, then the descriptions of columns. */
function Elsewhere({ matches }: { matches: readonly Match[] }) {
  const kinds = KINDS.map((kind) => ({
    ...kind,
    names: matches.filter(({ field }) => field === kind.field),
  })).filter(({ names }) => names.length > 0);
  const texts = matches.filter(({ field }) => field === "columnDescription").slice(0, TEXTS_SHOWN);
  return (
    <>
      {kinds.length > 0 && (
        <Dotted className="mt-1">
          {kinds.map(({ field, one, many, names }, index) => (
            <span key={field}>
              {index === 0 && "matches "}
              {names.length === 1 ? one : many} <Names names={names} isCode={field === "column"} />
            </span>
          ))}
        </Dotted>
      )}
      {texts.map(({ of, text, ranges }, index) => (
        <p key={index} className="mt-0.5 line-clamp-1 text-sm wrap-anywhere text-soft">
          <span className="text-faint">column</span> <code className="text-xs">{of}</code> “
          <Highlight text={text} ranges={ranges} />”
        </p>
      ))}
    </>
  );
}

function Names({ names, isCode }: { names: readonly Match[]; isCode: boolean }) {
  const Name = isCode ? "code" : "span";
  return (
    <>
      {names.slice(0, NAMES_SHOWN).map(({ text, ranges }, index) => (
        <span key={index}>
          {index > 0 && ", "}
          <Name className={isCode ? "text-xs text-soft" : "text-soft"}>
            <Highlight text={text} ranges={ranges} />
          </Name>
        </span>
      ))}
      {names.length > NAMES_SHOWN && ` and ${names.length - NAMES_SHOWN} more`}
    </>
  );
}
