import {
  type Alias,
  Composer,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type Pair,
  type ParsedNode,
  Parser,
  type Scalar,
  type YAMLMap,
} from "yaml";

import { nearest, type Parsed } from "./document-json";
import {
  COMPLAINT_LIMIT,
  DEPTH_LIMIT,
  objectionToKey,
  objectionToNumber,
  objectionToText,
  type Path,
  refuse,
  TEXT_LIMIT,
  tooDeep,
  tooMany,
  VALUE_LIMIT,
} from "./document-limits";
import { type Place, placesIn, toPointer } from "./document-place";
import { isFields } from "./document-shape";
import { indentQuotedScalars } from "./document-yaml-indent";
import { DomainError, type FieldError, invalid } from "./errors";

type Node = ParsedNode | null;
type Span = { offset: number; node: ParsedNode | null };

/**
 * Reads one YAML 1.2 document with the core schema: dates stay text, `<<` and foreign tags are refused.
 * Our own walk replaces the library's `toJS` and `uniqueKeys`, because those take time that grows with the
 * square of a hostile document's keys and aliases.
 */
export function parseYaml(text: string): Parsed {
  const { contents, source } = compose(text);
  const places = placesIn(source);
  const value = toValue(contents, places);
  let spans: Map<string, Span> | null = null;
  const spanOf = (pointer: string): Span | null => {
    spans ??= spansOf(contents);
    return nearest(spans, pointer);
  };
  const locate = (pointer: string) => {
    const span = spanOf(pointer);
    return span && places(span.offset);
  };
  const written = (pointer: string) => {
    const node = spanOf(pointer)?.node;
    return isScalar(node) ? node.source : null;
  };
  return { value, locate, written };
}

/** `source` is the text that the places count in. */
function compose(text: string): { contents: Node; source: string } {
  if (countMarks(text) > MARK_LIMIT) throw invalid("The document is too intricate: send it as JSON.");
  const { contents, faults } = composed(text);
  if (faults.length === 0) return { contents, source: text };

  const indented = faults.some(isOpenQuote) ? indentQuotedScalars(text) : text;
  const second = indented === text ? null : composed(indented);
  return second?.faults.length === 0
    ? { contents: second.contents, source: indented }
    : refuseSyntax(faults, placesIn(text));
}

/** Characters that can begin something in YAML. Real documents have one in five. */
const MARK_LIMIT = 500_000;
const MARKS = new Set(Array.from("[]{},:&*!?\"'#|>-%\n", (mark) => mark.charCodeAt(0)));

function countMarks(text: string): number {
  let count = 0;
  for (let at = 0; at < text.length; at++) if (MARKS.has(text.charCodeAt(at))) count++;
  return count;
}

type Fault = { offset: number; detail: string };

const isOpenQuote = ({ detail }: Fault): boolean => detail.startsWith("Missing closing");

/** Faults that are worth telling; after that reading stops, because a hostile text has a million. */
const FAULT_LIMIT = 10;

const OPTIONS = {
  version: "1.2",
  schema: "core",
  merge: false,
  resolveKnownTags: false,
  uniqueKeys: false,
} as const;

type Composed = { contents: Node; faults: Fault[] };

function composed(text: string): Composed {
  const faults: Fault[] = [];
  const composer = new Composer<ParsedNode, true>(OPTIONS);
  stopEarly(composer, faults);
  try {
    const [first, second] = composer.compose(new Parser().parse(text), true, text.length);
    if (second)
      faults.push({ offset: second.range[0], detail: "There is more than one document in the text" });
    faults.push(...(first?.errors ?? []).map(({ message, pos }) => ({ offset: pos[0], detail: message })));
    return { contents: first?.contents ?? null, faults };
  } catch (error) {
    if (error instanceof DomainError) throw error;
    if (faults.length > 0) return { contents: null, faults };
    throw error instanceof RangeError ? tooDeep() : invalid("The document is not valid YAML.", [], 400);
  }
}

/**
 * The library collects faults without end, and takes half a minute for 2 MB of commas. Its composer reports
 * each through this property, which is private to its types: a test holds the pinned release to it.
 */
function stopEarly(composer: object, faults: Fault[]): void {
  Reflect.set(composer, "onError", (source: unknown, code: string, message: string, isWarning?: boolean) => {
    if (isWarning) return;
    if (code === "RESOURCE_EXHAUSTION" && faults.length < FAULT_LIMIT) throw tooDeep();
    faults.push({ offset: offsetOf(source), detail: message });
    if (faults.length >= FAULT_LIMIT) throw new Error("More faults than are told.");
  });
}

function offsetOf(source: unknown): number {
  const offset: unknown = isFields(source) ? source.offset : Array.isArray(source) ? source[0] : source;
  return typeof offset === "number" ? offset : 0;
}

function refuseSyntax(faults: readonly Fault[], places: (offset: number) => Place): never {
  const fields = faults
    .slice(0, FAULT_LIMIT)
    .map(({ detail, offset }): FieldError => ({ pointer: "#", detail: `${detail}.`, ...places(offset) }));
  throw invalid(`The document is not valid YAML: ${fields[0]?.detail ?? ""}`, fields, 400);
}

const CORE_TAG = /^(?:!|tag:yaml\.org,2002:(?:str|int|float|bool|null|map|seq))$/;

type Objection = { path: Path; detail: string; offset: number };

/** What a text expands to, aliases counted each time they are used. */
function budget(): (size: number) => void {
  let values = 0;
  let characters = 0;
  return (size) => {
    characters += size;
    if (++values > VALUE_LIMIT) throw tooMany();
    if (characters > TEXT_LIMIT) throw invalid("The document's aliases expand to more than it may hold.");
  };
}

function toValue(contents: Node, places: (offset: number) => Place): unknown {
  const anchors = new Map<string, ParsedNode>();
  const objections: Objection[] = [];
  const path: Path = [];
  const count = budget();

  function object(node: ParsedNode | null, detail: string | null): void {
    if (detail === null || objections.length >= COMPLAINT_LIMIT) return;
    objections.push({ path: [...path], detail, offset: node?.range[0] ?? 0 });
  }

  function convert(node: ParsedNode | null): unknown {
    if (node === null) return null;
    if (isAlias(node)) return convertAlias(node);
    if (node.anchor) anchors.set(node.anchor, node);
    if (node.tag && !CORE_TAG.test(node.tag)) object(node, `The tag "${node.tag}" is not allowed.`);
    if (isScalar(node)) return convertScalar(node);
    if (path.length >= DEPTH_LIMIT) throw tooDeep();
    count(0);
    return isSeq(node) ? node.items.map((item, index) => inside(index, item)) : convertMap(node);
  }

  function inside(part: string | number, node: ParsedNode | null): unknown {
    path.push(part);
    const value = convert(node);
    path.pop();
    return value;
  }

  function convertAlias(alias: Alias.Parsed): unknown {
    const target = anchors.get(alias.source);
    if (!target) object(alias, `The alias "*${alias.source}" names no anchor before it.`);
    return target ? convert(target) : null;
  }

  function convertScalar(node: Scalar.Parsed): unknown {
    const { value } = node;
    count(typeof value === "string" ? value.length : 0);
    object(node, objectionToScalar(value));
    return value;
  }

  function convertMap(node: YAMLMap.Parsed): Record<string, unknown> {
    const seen = new Set<string>();
    const entries = node.items.map((pair): [string, unknown] => {
      const key = keyOf(pair);
      path.push(key);
      object(pair.key, objectionToPair(pair, key, seen));
      path.pop();
      seen.add(key);
      count(key.length);
      return [key, inside(key, pair.value)];
    });
    return Object.fromEntries(entries);
  }

  const value = convert(contents);
  if (objections.length > 0) refuseAt(objections, places);
  return value;
}

function objectionToScalar(value: unknown): string | null {
  if (typeof value === "string") return objectionToText(value);
  if (typeof value === "number") return objectionToNumber(value);
  return typeof value === "boolean" || value === null ? null : "The value is of no known type.";
}

function objectionToPair({ key }: Pair<ParsedNode, ParsedNode | null>, name: string, seen: Set<string>) {
  if (!isScalar(key)) return "A key must be a plain text.";
  if (name === "<<" && key.type === "PLAIN") return "Merge keys (<<) are not supported: write the keys out.";
  if (seen.has(name)) return `The key "${name}" is there twice.`;
  return objectionToKey(name);
}

/** A key that YAML reads as a number or a date is the text that was written. */
function keyOf({ key }: Pair<ParsedNode, ParsedNode | null>): string {
  if (!isScalar(key)) return "?";
  return typeof key.value === "string" ? key.value : key.source;
}

/** Objections know their offsets, because two members may share one pointer. */
function refuseAt(objections: readonly Objection[], places: (offset: number) => Place): never {
  const offsets = [...objections];
  return refuse(objections, () => {
    const next = offsets.shift();
    return next ? places(next.offset) : null;
  });
}

/** Where everything is. Aliases are followed once: what an alias brings in stands at the alias. */
function spansOf(contents: Node): Map<string, Span> {
  const spans = new Map<string, Span>();
  const path: Path = [];

  function visit(node: ParsedNode | null, offset: number): void {
    spans.set(toPointer(path), { offset, node });
    if (isSeq(node)) for (const [index, item] of node.items.entries()) enter(index, item, item.range[0]);
    else if (isMap(node)) for (const pair of node.items) enter(keyOf(pair), pair.value, pair.key.range[0]);
  }

  function enter(part: string | number, node: ParsedNode | null, offset: number): void {
    path.push(part);
    visit(node, offset);
    path.pop();
  }

  visit(contents, contents?.range[0] ?? 0);
  return spans;
}
