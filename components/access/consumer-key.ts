import type { Consumer, ConsumerKey } from "@/lib/access/model";

/** A consumer as the value of a form's field: “team:risk”. */
export const toConsumerText = ({ kind, id }: ConsumerKey): string => `${kind}:${id}`;

export const findConsumer = <C extends Consumer>(consumers: readonly C[], text: string): C | undefined =>
  consumers.find((consumer) => toConsumerText(consumer) === text);
