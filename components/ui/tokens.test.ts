import { readFileSync } from "node:fs";

import { describe, expect, it } from "vitest";

type Oklch = readonly [lightness: number, chroma: number, hue: number];

const css = readFileSync(new URL("../../app/globals.css", import.meta.url), "utf8");
const themes = { light: tokensOf(":root"), dark: tokensOf(".dark") };

const GROUNDS = ["canvas", "surface", "sunken", "hover"] as const;
const TEXTS = ["ink", "soft", "faint", "accent", "met", "risk", "breach", "info"] as const;

describe.each(Object.entries(themes))("the %s theme", (_theme, tokens) => {
  it.each(TEXTS)("shows %s on every ground with a contrast of at least 4.5", (text) => {
    for (const ground of GROUNDS) expect(contrast(tokens, text, ground), ground).toBeGreaterThanOrEqual(4.5);
  });

  it.each(["accent", "met", "risk", "breach", "info"])("shows %s and ink on its own wash", (tone) => {
    expect(contrast(tokens, tone, `${tone}-wash`)).toBeGreaterThanOrEqual(4.5);
    expect(contrast(tokens, "soft", `${tone}-wash`)).toBeGreaterThanOrEqual(4.5);
  });

  it.each(["keyword", "string", "constant", "function", "comment"])("shows code: %s", (kind) => {
    expect(contrast(tokens, `code-${kind}`, "sunken")).toBeGreaterThanOrEqual(4.5);
  });

  it("shows the words of the main button, marked text and the edges of fields", () => {
    expect(contrast(tokens, "on-solid", "solid")).toBeGreaterThanOrEqual(4.5);
    expect(contrast(tokens, "on-solid", "solid-hover")).toBeGreaterThanOrEqual(4.5);
    expect(contrast(tokens, "ink", "mark")).toBeGreaterThanOrEqual(4.5);
    expect(contrast(tokens, "field", "surface")).toBeGreaterThanOrEqual(3);
    expect(contrast(tokens, "focus", "canvas")).toBeGreaterThanOrEqual(3);
  });
});

it("gives both themes the same tokens", () => {
  expect(Object.keys(themes.dark).sort()).toEqual(Object.keys(themes.light).sort());
});

function tokensOf(selector: string): Record<string, Oklch> {
  const start = css.indexOf(`${selector} {`);
  const block = css.slice(start, css.indexOf("\n}", start));
  return Object.fromEntries(
    [...block.matchAll(/--([\w-]+): oklch\(([\d.]+) ([\d.]+) ([\d.]+)\)/g)].map(
      ([, name = "", l, c, h]): [string, Oklch] => [name, [Number(l), Number(c), Number(h)]],
    ),
  );
}

function contrast(tokens: Record<string, Oklch>, text: string, ground: string): number {
  const [a = 0, b = 0] = [luminance(tokens[text]), luminance(tokens[ground])].sort((x, y) => y - x);
  return (a + 0.05) / (b + 0.05);
}

/** WCAG's relative luminance; the matrices are those of CSS Color 4. */
function luminance(colour: Oklch | undefined): number {
  if (!colour) throw new Error("There is no such token.");
  const [lightness, chroma, hue] = colour;
  const a = chroma * Math.cos((hue * Math.PI) / 180);
  const b = chroma * Math.sin((hue * Math.PI) / 180);
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const red = clamp(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s);
  const green = clamp(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s);
  const blue = clamp(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function clamp(value: number): number {
  return Math.min(1, Math.max(0, value));
}
