import { Button } from "@/components/ui/button";
import { Confirm } from "@/components/ui/confirm";
import type { DataProduct } from "@/lib/catalog/model";
import type { Action } from "@/lib/platform/wire";

type Props = {
  product: Pick<DataProduct, "id" | "name" | "visibility" | "visibilitySetBy">;
  setVisibility: Action<unknown>;
  remove: Action<unknown>;
};

/** What its keepers may do beside registering a new version. */
export function ProductKeeping({ product, setVisibility, remove }: Props) {
  const { id, name, visibility, visibilitySetBy } = product;
  const isRestricted = visibility === "restricted";
  return (
    <section aria-label="Yours to keep" className="space-y-2 border-t pt-4">
      <h2 className="text-sm font-semibold">Yours to keep</h2>
      <p className="text-sm text-soft">
        {isRestricted ? "Seen by its team and by governance alone" : "Seen by everyone in the organisation"}
        {visibilitySetBy ? `, as ${visibilitySetBy} decided.` : ", as the document says."}
      </p>
      <div className="flex flex-wrap gap-2">
        <Confirm
          trigger={<Button size="sm">{isRestricted ? "Show to everyone" : "Restrict"}</Button>}
          title={isRestricted ? `Show ${name} to everyone?` : `Restrict ${name} to its team?`}
          verb={isRestricted ? "Show to everyone" : "Restrict"}
          action={setVisibility}
          fields={{ id, visibility: isRestricted ? "organization" : "restricted" }}
          done={
            isRestricted ? `Everyone may see ${name} now.` : `Only its team and governance see ${name} now.`
          }
        >
          {isRestricted
            ? "Everyone who can sign in will find it and read its documents."
            : "Everyone else will find neither the product nor what only it tells of. The decision wins over the document."}
        </Confirm>
        <Confirm
          trigger={
            <Button size="sm" variant="danger">
              Remove
            </Button>
          }
          title={`Remove ${name}?`}
          verb="Remove product"
          action={remove}
          fields={{ id }}
          done={`Removed ${name}.`}
        >
          Nobody will find it any more. The texts of its versions are kept, and registering it again goes on
          from them.
        </Confirm>
      </div>
    </section>
  );
}
