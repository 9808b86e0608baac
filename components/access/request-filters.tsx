"use client";

import Link from "next/link";
import { useRouter } from "next/navigation";
import { startTransition, useOptimistic } from "react";

import { buttonClass } from "@/components/ui/button";
import { Select } from "@/components/ui/fields";

import {
  isNarrowed,
  readRequests,
  type RequestAddress,
  statusesOf,
  toRequestsHref,
  wholeView,
} from "./request-address";
import { REQUEST_KIND_WORDS, REQUEST_STATUS_WORDS } from "./request-words";

type Choice = { id: string; name: string };

type Props = { address: RequestAddress; products: readonly Choice[]; teams: readonly Choice[] };

/** Narrows a list of requests; every choice becomes part of the address at once. */
export function RequestFilters({ address, products, teams }: Props) {
  const router = useRouter();
  const [{ view, status, kind, productId, teamId }, show] = useOptimistic(address);
  const statuses = statusesOf(view).map((known) => ({ id: known, name: REQUEST_STATUS_WORDS[known] }));

  function narrow(form: FormData): void {
    const next = readRequests(Object.fromEntries([...form].filter(isText)));
    startTransition(() => {
      show(next);
      router.push(toRequestsHref(next));
    });
  }

  return (
    <form
      action="/requests"
      role="search"
      aria-label="Narrow the requests"
      className="mb-3 flex flex-wrap items-center gap-2"
      onChange={(event) => narrow(new FormData(event.currentTarget))}
    >
      {view !== "waiting" && <input type="hidden" name="view" value={view} />}
      {statuses.length > 0 && <Choices name="status" label="Any status" value={status} options={statuses} />}
      <Choices name="kind" label="New and renewals" value={kind} options={KINDS} />
      {isChoice(products, productId) && (
        <Choices name="product" label="Any product" value={productId} options={products} />
      )}
      {isChoice(teams, teamId) && <Choices name="team" label="Any team" value={teamId} options={teams} />}
      <noscript>
        <button className={buttonClass({})}>Narrow</button>
      </noscript>
      {isNarrowed(address) && (
        <Link href={toRequestsHref(wholeView(view))} className={buttonClass({ variant: "quiet" })}>
          Clear
        </Link>
      )}
    </form>
  );
}

const KINDS: readonly Choice[] = [
  { id: "new", name: REQUEST_KIND_WORDS.new },
  { id: "renewal", name: REQUEST_KIND_WORDS.renewal },
];

const isText = (pair: [string, FormDataEntryValue]): pair is [string, string] => typeof pair[1] === "string";

/** One value for all is nothing to choose. */
const isChoice = (options: readonly Choice[], chosen: string | null): boolean =>
  options.length > 1 || chosen !== null;

type ChoicesProps = { name: string; label: string; value: string | null; options: readonly Choice[] };

/** The form around it hears what is chosen. */
function Choices({ name, label, value, options }: ChoicesProps) {
  return (
    <Select
      name={name}
      aria-label={label}
      value={value ?? ""}
      onChange={() => undefined}
      className="w-auto max-w-60"
    >
      <option value="">{label}</option>
      {options.map(({ id, name: word }) => (
        <option key={id} value={id}>
          {word}
        </option>
      ))}
    </Select>
  );
}
