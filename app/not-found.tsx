import { SearchX } from "lucide-react";
import type { Metadata } from "next";

import { Logo } from "@/components/shell/logo";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Page } from "@/components/ui/page";

export const metadata: Metadata = { title: "Not found" };

export default function NotFound() {
  return (
    <main>
      <Page width="reading" className="pt-[16vh]">
        <Logo className="mx-auto mb-8 size-8" />
        <h1 className="sr-only">Not found</h1>
        <EmptyState
          icon={SearchX}
          title="This address leads nowhere"
          action={
            <ButtonLink href="/" variant="primary">
              Go home
            </ButtonLink>
          }
        >
          It may have been mistyped, or the page has moved.
        </EmptyState>
      </Page>
    </main>
  );
}
