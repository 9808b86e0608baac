import type { ContractModel } from "@/lib/contracts/model";

type Offered = Pick<ContractModel, "usage" | "limitations" | "price" | "roles">;

/** The terms of a contract as one plain text, the same for the same contract; null where it sets none. */
export function termsText({ usage, limitations, price, roles }: Offered): string | null {
  const paragraphs = [
    ...section("Usage", usage),
    ...section("Limitations", limitations),
    ...section("Price", price && priceText(price)),
    ...section("Roles", roles.map(roleText).join("\n")),
  ];
  return paragraphs.length === 0 ? null : paragraphs.join("\n\n");
}

function section(title: string, text: string | null): string[] {
  const body = (text ?? "").trim();
  return body === "" ? [] : [`${title}: ${body}`];
}

function priceText({ amount, currency, unit }: NonNullable<Offered["price"]>): string {
  const paid = [amount === null ? null : String(amount), currency].filter((part) => part !== null).join(" ");
  return `${paid === "" ? "agreed with the owner" : paid}${unit === null ? "" : ` per ${unit}`}`;
}

const roleText = ({ role, access, description, approvers }: Offered["roles"][number]): string =>
  [
    access === null ? role : `${role} (${access})`,
    ...(description === null ? [] : [`: ${description}`]),
    ...(approvers.length === 0 ? [] : [` (approved by ${approvers.join(", then ")})`]),
  ].join("");
