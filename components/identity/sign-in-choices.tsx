"use client";

import { ChevronRight, KeyRound, LoaderCircle } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";

import { signIn } from "@/components/shell/session";
import { Avatar } from "@/components/ui/avatar";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";

type Props = {
  oidc: { name: string } | null;
  demoPeople: readonly { id: string; name: string; title: string | null; email: string }[];
  callbackUrl: string;
};

/** The ways to sign in. While one is under way the others wait. */
export function SignInChoices({ oidc, demoPeople, callbackUrl }: Props) {
  const router = useRouter();
  const [isAway, setAway] = useState(false);
  const [underWay, setUnderWay] = useState<string | null>(null);

  async function begin(
    way: string,
    provider: string,
    fields: Readonly<Record<string, string>>,
  ): Promise<void> {
    if (underWay) return;
    setUnderWay(way);
    try {
      const outcome = await signIn(provider, fields, callbackUrl);
      if (outcome.ok) return;
      router.replace(`/sign-in?${new URLSearchParams({ error: outcome.code, callbackUrl }).toString()}`);
    } catch {
      setAway(true);
    }
    setUnderWay(null);
  }

  return (
    <div className="space-y-4">
      {isAway && (
        <Notice tone="breach" role="alert" title="The portal did not answer. Try again in a moment." />
      )}
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
              <PersonButton
                person={person}
                isUnderWay={underWay === person.id}
                onPick={() => void begin(person.id, "demo", { userId: person.id })}
              />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

type PersonProps = { person: Props["demoPeople"][number]; isUnderWay: boolean; onPick: () => void };

function PersonButton({ person, isUnderWay, onPick }: PersonProps) {
  return (
    <button
      type="button"
      onClick={onPick}
      aria-busy={isUnderWay}
      className="flex w-full items-center gap-3 px-3 py-2.5 text-left transition-colors hover:bg-hover focus-visible:-outline-offset-2"
    >
      <Avatar name={person.name} className="size-8" />
      <span className="min-w-0 flex-1">
        <span className="block font-medium">{person.name}</span>
        <span className="block truncate text-sm text-soft">{person.title ?? person.email}</span>
      </span>
      {isUnderWay ? (
        <LoaderCircle aria-hidden className="size-4 animate-spin stroke-[1.5] text-faint" />
      ) : (
        <ChevronRight aria-hidden className="size-4 stroke-[1.5] text-faint" />
      )}
    </button>
  );
}
