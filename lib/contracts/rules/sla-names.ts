/** Two-letter synonyms of ODCS for the names of service levels, lower case. */
const FULL_NAMES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    ...{ av: "availability", th: "throughput", er: "errorrate", ga: "generalavailability" },
    ...{ es: "endofsupport", el: "endoflife", re: "retention", fy: "frequency", ly: "latency" },
    ...{ td: "timetodetect", tn: "timetonotify", tr: "timetorepair" },
  }),
);

/** The name of a service level in lower case, whether a document writes it out or by its synonym. */
export function slaKey(property: string): string {
  const name = property.toLowerCase();
  return FULL_NAMES.get(name) ?? name;
}
