"use client";

import { ChevronRight, KeyRound, LoaderCircle } from "lucide-react";
import { useState } from "react";

import { signIn } from "@/components/shell/session";
import { Avatar } from "@/components/ui/avatar";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { signInProblem } from "@/lib/identity/rules";

type Props = {
  oidc: { name: string } | null;
  demoPeople: readonly { id: string; name: string; title: string | null; email: string }[];
  callbackUrl: string;
  /** What the way back from the provider says went wrong. */
  errorCode: string | null;
};

/** The ways to sign in. While one is under way the others wait. */
export function SignInChoices({ oidc, demoPeople, callbackUrl, errorCode }: Props) {
  const [problem, setProblem] = useState(errorCode === null ? null : signInProblem(errorCode));
  const [underWay, setUnderWay] = useState<string | null>(null);

  async function begin(
    way: string,
    provider: string,
    fields: Readonly<Record<string, string>>,
  ): Promise<void> {
    if (underWay) return;
    setUnderWay(way);
    const failure = await signIn(provider, fields, callbackUrl);
    setProblem(failure);
    if (failure) setUnderWay(null);
  }

  return (
    <div className="space-y-4">
      {problem && <Notice tone="breach" role="alert" title={problem} />}
      {oidc && (
        <Button
          variant="primary"
          size="lg"
          className="w-full"
          isPending={underWay === "oidc"}
          onClick={() => void begin("oidc", "oidc", {})}
        >
          {underWay !== "oidc" && <KeyRound aria-hidden />}
          Continue with {oidc.name}
        </Button>
      )}
      {demoPeople.length > 0 && (
        <ul
          aria-label="People of the demo"
          className="divide-y divide-line overflow-hidden rounded-md border bg-surface"
        >
          {demoPeople.map((person) => (
            <li key={person.id}>
              <button
                type="button"
                onClick={() => void begin(person.id, "demo", { userId: person.id })}
                aria-busy={underWay === person.id}
                className="flex w-full items-center gap-3 px-3 py-2.5 text-left transition-colors hover:bg-hover focus-visible:-outline-offset-2"
              >
                <Avatar name={person.name} className="size-8" />
                <span className="min-w-0 flex-1">
                  <span className="block font-medium">{person.name}</span>
                  <span className="block truncate text-sm text-soft">{person.title ?? person.email}</span>
                </span>
                {underWay === person.id ? (
                  <LoaderCircle aria-hidden className="size-4 animate-spin stroke-[1.5] text-faint" />
                ) : (
                  <ChevronRight aria-hidden className="size-4 stroke-[1.5] text-faint" />
                )}
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
