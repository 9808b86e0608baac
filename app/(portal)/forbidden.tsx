import { LockKeyhole } from "lucide-react";

import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Page } from "@/components/ui/page";

/** For what a person knows of and may not use. */
export default function Forbidden() {
  return (
    <Page width="reading">
      <h1 className="sr-only">Not allowed</h1>
      <EmptyState
        icon={LockKeyhole}
        title="This page is not open to you"
        action={
          <ButtonLink href="/" variant="primary">
            Go home
          </ButtonLink>
        }
      >
        It belongs to the people who run the portal or the team. An administrator can give you the role that
        opens it.
      </EmptyState>
    </Page>
  );
}
