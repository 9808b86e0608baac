import { SearchX } from "lucide-react";

import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Page } from "@/components/ui/page";

/** The same words for what is not there and for what may not be seen: the difference would tell. */
export default function NotFound() {
  return (
    <Page width="reading">
      <h1 className="sr-only">Not found</h1>
      <EmptyState
        icon={SearchX}
        title="There is nothing here that you can see"
        action={
          <>
            <ButtonLink href="/search" variant="primary">
              Search products
            </ButtonLink>
            <ButtonLink href="/">Go home</ButtonLink>
          </>
        }
      >
        It may have been removed or renamed, or it is restricted to a team that you are not in. If somebody
        sent you this link, ask them to let you in.
      </EmptyState>
    </Page>
  );
}
