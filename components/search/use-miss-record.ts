import { useEffect } from "react";

import { recordMiss } from "./tell";

/** Somebody who is still typing has not missed anything yet. */
const STILL_MS = 2_500;

/** Puts on record, once it has been read, that a search without filters found nothing. */
export function useMissRecord(missed: string | null): void {
  useEffect(() => {
    if (missed === null) return;
    const timer = setTimeout(() => recordMiss(missed), STILL_MS);
    return () => clearTimeout(timer);
  }, [missed]);
}
