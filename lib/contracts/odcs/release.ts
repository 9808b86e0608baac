/** Releases of the Open Data Contract Standard as numbers that can be compared. */
export type Release = 300 | 301 | 302 | 310 | 320;

/** The `apiVersion` of each; the older ones are what 3.0.0 still names. */
export const API_VERSIONS = new Map<string, Release>(
  Object.entries({
    "v3.2.0": 320,
    "v3.1.0": 310,
    "v3.0.2": 302,
    "v3.0.1": 301,
    "v3.0.0": 300,
    "v2.2.2": 300,
    "v2.2.1": 300,
    "v2.2.0": 300,
  }),
);

export const NEWEST: Release = 320;
