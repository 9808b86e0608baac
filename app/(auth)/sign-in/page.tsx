import type { Metadata } from "next";
import { redirect } from "next/navigation";

import { SignInPanel } from "@/components/identity/sign-in-panel";
import { Logo } from "@/components/shell/logo";
import { ThemeSwitch } from "@/components/shell/theme-switch";
import { Notice } from "@/components/ui/notice";
import { signInOptions } from "@/lib/identity";
import { env } from "@/lib/platform/env";
import { findActor } from "@/lib/transport/page";
import { runtime } from "@/lib/transport/runtime";

export const metadata: Metadata = { title: "Sign in" };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function SignInPage({ searchParams }: Props) {
  const { callbackUrl, error } = await searchParams;
  const target = withinPortal(callbackUrl);
  if (await findActor()) redirect(target);

  const { oidc, demoPeople } = await signInOptions(runtime());
  const isPossible = oidc !== null || demoPeople.length > 0;
  return (
    <main className="flex min-h-dvh flex-col px-4">
      <div className="flex justify-end py-3">
        <ThemeSwitch />
      </div>
      <div className="mx-auto mt-[8vh] w-full max-w-90 pb-16">
        <Logo className="mb-5 size-8" />
        <h1 className="text-xl tracking-[-0.01em]">Sign in to {env().organization}</h1>
        <p className="mt-1 mb-5 text-soft">
          {demoPeople.length > 0
            ? "This is a demo. Choose a person; no password is needed."
            : "Find, understand and use the data products of your organisation."}
        </p>
        <SignInPanel
          oidc={oidc}
          demoPeople={demoPeople}
          callbackUrl={target}
          errorCode={typeof error === "string" ? error : null}
        />
        {!isPossible && (
          <Notice tone="risk" title="No way to sign in is set up">
            Connect an identity provider with <code>TRELLIS_OIDC_ISSUER</code>,{" "}
            <code>TRELLIS_OIDC_CLIENT_ID</code> and <code>TRELLIS_OIDC_CLIENT_SECRET</code>, then start the
            portal again.
          </Notice>
        )}
      </div>
    </main>
  );
}

/** Only a path of the portal itself; anything else leads home. */
function withinPortal(given: string | string[] | undefined): string {
  const base = env().publicUrl;
  if (typeof given !== "string" || !URL.canParse(given, base)) return "/";
  const url = new URL(given, base);
  return url.origin === new URL(base).origin && !url.pathname.startsWith("//")
    ? url.pathname + url.search
    : "/";
}
