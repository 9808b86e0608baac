const PRODUCT_TYPES: Record<string, string> = {
  sourceAligned: "source-aligned",
  aggregate: "aggregate",
  consumerAligned: "consumer-aligned",
  custom: "custom",
};

/** How people write a product's type. */
export const productTypeWord = (type: string): string => PRODUCT_TYPES[type] ?? type;

/** “1 product”, “12 products”. */
export const countOf = (count: number, one: string, many = `${one}s`): string =>
  `${count.toLocaleString("en")} ${count === 1 ? one : many}`;
