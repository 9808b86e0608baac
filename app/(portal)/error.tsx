"use client";

import { CloudAlert } from "lucide-react";

import { Button, ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Page } from "@/components/ui/page";

type Props = { error: Error & { digest?: string }; retry: () => void };

/** What failed was logged with this number; the page around it still works. */
export default function PortalError({ error, retry }: Props) {
  return (
    <Page width="reading">
      <h1 className="sr-only">This page did not load</h1>
      <EmptyState
        icon={CloudAlert}
        title="This page did not load"
        action={
          <>
            <Button variant="primary" onClick={retry}>
              Try again
            </Button>
            <ButtonLink href="/">Go home</ButtonLink>
          </>
        }
      >
        <p>
          Something went wrong on our side; nothing was changed. If it stays like this, tell the people who
          run the portal.
        </p>
        {error.digest && (
          <p className="mt-2 text-sm">
            Reference <code>{error.digest}</code>
          </p>
        )}
      </EmptyState>
    </Page>
  );
}
