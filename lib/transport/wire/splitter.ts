import { splitYaml } from "@/lib/platform/document-split";
import { type DocumentFormat, formatOf, isLines } from "@/lib/platform/document-media";
import { invalid } from "@/lib/platform/errors";

/** Takes a text in parts and gives back each document as soon as it is whole. */
export type Splitter = { push: (text: string) => string[]; end: () => string[] };

/** A document that has not ended after so many characters is too large; whoever reads it says so. */
const PIECE_MAX = 2 * 1024 * 1024;

/** The splitter for a media type: a JSON array, lines of JSON, one JSON document, or a stream of YAML documents. */
export function splitterFor(mediaType: string | null): Splitter {
  if (isLines(mediaType)) return lines();
  const format = formatOf(mediaType);
  return format === "yaml" ? yaml() : decidedBy(format);
}

/** A line of JSON is JSON; everything else is what the whole was said to be. */
export const typeOfOne = (mediaType: string | null, text: string): string | null =>
  text.startsWith("{") && mediaType !== null && /json/i.test(mediaType) ? "application/json" : mediaType;

/** JSON in any of its ways, or YAML where nobody said: the beginning of the text decides. */
function decidedBy(format: Exclude<DocumentFormat, "yaml">): Splitter {
  let start = "";
  let chosen: Splitter | null = null;

  function choose(isWhole: boolean): Splitter | null {
    const text = start.replace(/^\uFEFF/, "").trimStart();
    if (text === "") return null;
    if (text.startsWith("[")) return array();
    if (!text.startsWith("{") && format === "unknown") return yaml();
    const lineEnd = text.search(/[\r\n]/);
    if (lineEnd < 0 && !isWhole && text.length <= PIECE_MAX) return null;
    return isJson(lineEnd < 0 ? text : text.slice(0, lineEnd)) ? lines() : whole();
  }

  function begin(isWhole: boolean): string[] {
    chosen = choose(isWhole);
    return chosen ? chosen.push(start) : [];
  }

  return {
    push(text) {
      if (chosen) return chosen.push(text);
      start += text;
      return begin(false);
    },
    end() {
      const pieces = chosen ? [] : begin(true);
      return [...pieces, ...(chosen?.end() ?? [])];
    },
  };
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** Everything is one document. */
function whole(): Splitter {
  let buffer = "";
  return {
    push(text) {
      buffer += text;
      return [];
    },
    end: () => [buffer],
  };
}

function yaml(): Splitter {
  const { push, end } = whole();
  return { push, end: () => end().flatMap((text) => splitYaml(text)) };
}

function lines(): Splitter {
  let rest = "";
  const whatIsIn = (parts: readonly string[]) =>
    parts.map((line) => line.trim()).filter((line) => line !== "");
  return {
    push(text) {
      const parts = (rest + text).split(/[\r\n]+/);
      rest = parts.pop() ?? "";
      if (rest.length > PIECE_MAX) throw tooLarge();
      return whatIsIn(parts);
    },
    end: () => whatIsIn([rest]),
  };
}

const tooLarge = () => invalid("One of the documents is larger than 2 MB.", [], 413);
const broken = (detail: string) => invalid(`The JSON array is not well-formed: ${detail}`, [], 400);

const OUTSIDE = /["[\]{},]/g;
const IN_STRING = /["\\]/g;
const STEPS: Readonly<Record<string, number>> = { "[": 1, "{": 1, "]": -1, "}": -1 };

/** Only what separates the elements is read here; each element is read later as the document that it is. */
function array(): Splitter {
  let buffer = "";
  let at = 0;
  /** Where the present element begins. */
  let from = 0;
  let depth = 0;
  let inString = false;
  let count = 0;
  let isOpen = false;
  let isOver = false;

  /** The next mark, and behind it; at the end of what has come, nothing. */
  function next(): { mark: string; index: number } | null {
    const marks = inString ? IN_STRING : OUTSIDE;
    marks.lastIndex = at;
    const found = marks.exec(buffer);
    if (depth === 0) refuseText(buffer.slice(at, found?.index));
    at = found ? found.index + 1 : Math.max(at, buffer.length);
    return found && { mark: found[0], index: found.index };
  }

  function refuseText(outside: string): void {
    if (outside.replace(/^\uFEFF/, "").trim() !== "") throw broken("something stands outside of it.");
  }

  /** What ends at the mark. The last element may be missing in `[]`, but not in `[1,]`. */
  function take(index: number): string[] {
    const piece = buffer.slice(from, index).trim();
    from = index + 1;
    if (piece === "" && !(isOver && count === 0)) throw broken("an element is missing.");
    count++;
    return piece === "" ? [] : [piece];
  }

  function step(mark: string, index: number): string[] {
    if (isOver) throw broken("something stands behind it.");
    depth += STEPS[mark] ?? 0;
    if (!isOpen) from = index + 1;
    isOpen = true;
    isOver = depth === 0;
    if (isOver && mark !== "]") throw broken("its brackets do not match.");
    return isOver || (depth === 1 && mark === ",") ? take(index) : [];
  }

  function stepInString(mark: string): void {
    if (mark === '"') inString = false;
    else at++;
  }

  return {
    push(text) {
      buffer += text;
      const pieces: string[] = [];
      for (let found = next(); found; found = next()) {
        if (inString) stepInString(found.mark);
        else if (found.mark === '"' && !isOver) inString = true;
        else pieces.push(...step(found.mark, found.index));
      }
      if (buffer.length - from > PIECE_MAX) throw tooLarge();
      [buffer, at, from] = [buffer.slice(from), at - from, 0];
      return pieces;
    },
    end() {
      if (!isOver) throw broken("it does not end.");
      return [];
    },
  };
}
