import type { SearchDocument } from "../model";
import { textsOf } from "../text/matches";
import { wordsOf } from "../text/words";

import { bitOf } from "./fields";

/** Every term of a document with the bits of the fields in which it occurs. */
export function termsOf(document: SearchDocument): Map<string, number> {
  const terms = new Map<string, number>();
  for (const { field, text } of textsOf(document)) {
    const bit = bitOf(field);
    for (const { term } of wordsOf(text)) terms.set(term, (terms.get(term) ?? 0) | bit);
  }
  return terms;
}

/** Terms as the table keeps them: `id << 8 | bits`, 32 bits each, little-endian whatever the machine. */
export function packTerms(terms: Iterable<readonly [id: number, bits: number]>): Buffer {
  const list = [...terms];
  const packed = Buffer.allocUnsafe(list.length * 4);
  for (const [index, [id, bits]] of list.entries()) packed.writeUInt32LE(((id << 8) | bits) >>> 0, index * 4);
  return packed;
}

export function unpackTerms(packed: Buffer): Uint32Array {
  const view = new DataView(packed.buffer, packed.byteOffset, packed.byteLength);
  const terms = new Uint32Array(packed.length >>> 2);
  for (let index = 0; index < terms.length; index++) terms[index] = view.getUint32(index * 4, true);
  return terms;
}
