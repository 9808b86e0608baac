import { TextLink } from "@/components/ui/link";
import { Fact } from "@/components/ui/page";
import type { DataContract } from "@/lib/contracts/model";

const WORDS = { output: "Offered by", input: "Consumed by" } as const;

/** The products on both sides of the contract. */
export function UsedBy({ usedBy }: Pick<DataContract, "usedBy">) {
  return (["output", "input"] as const).map((direction) => {
    const products = usedBy.filter((use) => use.direction === direction);
    return (
      <Fact key={direction} label={WORDS[direction]}>
        {products.length === 0 ? (
          <span className="text-soft">no product yet</span>
        ) : (
          <ul className="space-y-0.5">
            {products.map(({ id, name, ports }) => (
              <li key={id}>
                <TextLink href={`/products/${encodeURIComponent(id)}`}>{name}</TextLink>
                <span className="block text-sm text-faint">{ports.join(", ")}</span>
              </li>
            ))}
          </ul>
        )}
      </Fact>
    );
  });
}
