import { fieldsOf, recordsOf, textOf, textsOf } from "@/lib/platform/document-reading";
import type { Fields } from "@/lib/platform/document-shape";

/** Whether a reference leads to another file, which we cannot look into. */
export const isExternal = (reference: string): boolean =>
  reference.includes("#") || reference.includes("://");

/** Looks up the references of one document: `orders.customer_id`, `schema/orders/properties/customer_id`. */
export function lookup(contract: Fields): (reference: string) => boolean {
  const objects = recordsOf(contract.schema);
  return (reference) => {
    const path = reference.startsWith("/") ? reference.slice(1) : reference;
    if (path.includes("/")) return leadsSomewhere(contract, path.split("/"));
    return objects.some((entry) => namesOf(entry).some((name) => isBelow(entry, name, path)));
  };
}

/** Whether the first part of a reference is a table of this contract. */
export function tableOf(contract: Fields): (reference: string) => boolean {
  const names = new Set(recordsOf(contract.schema).flatMap(namesOf));
  return (reference) => {
    const [first = "", second = ""] = reference.replace(/^\//, "").split("/");
    return names.has(second) || [...names].some((name) => first.startsWith(`${name}.`));
  };
}

/** Things are referred to by id, and by name where they have none. */
const namesOf = (entry: Fields): string[] => textsOf([entry.id, entry.name, entry.physicalName]);

/** Names may hold dots themselves: `sales.orders.customer_id` is a column of the table `sales.orders`. */
function isBelow(entry: Fields, name: string, path: string): boolean {
  if (path === name) return true;
  if (!path.startsWith(`${name}.`)) return false;
  const rest = path.slice(name.length + 1);
  return childrenOf(entry).some((child) => namesOf(child).some((inner) => isBelow(child, inner, rest)));
}

/** The fields of an object, of the items of an array, and of the value of a map. */
function childrenOf({ properties, items, map }: Fields): Fields[] {
  const inner = [fieldsOf(items), fieldsOf(fieldsOf(map).value)];
  return [...recordsOf(properties), ...inner.flatMap((entry) => recordsOf(entry.properties))];
}

/** `schema/<id>/properties/<id>/…`: sections and ids in turn. */
function leadsSomewhere(entry: Fields, [section, id, ...rest]: readonly string[]): boolean {
  if (section === undefined || id === undefined) return section === undefined;
  const next = recordsOf(entry[section]).find((inner) => namesOf(inner).includes(id));
  return next !== undefined && leadsSomewhere(next, rest);
}

/** Whether a text names a table or column of the contract: by its full path, or a column by its own name. */
export function namesElement(contract: Fields): (element: string) => boolean {
  const isReference = lookup(contract);
  const columns = new Set(recordsOf(contract.schema).flatMap((entry) => namesBelow(entry)));
  return (element) => isReference(element) || columns.has(element);
}

const namesBelow = (entry: Fields): string[] =>
  childrenOf(entry).flatMap((child) => [...namesOf(child), ...namesBelow(child)]);

/** The comma list that `element` may be. */
export const elementsOf = (value: unknown): string[] => textsOf(textOf(value) ?? "");
