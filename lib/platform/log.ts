import "server-only";

import pino from "pino";

/** Structured logs on stdout, one JSON object a line. Secrets never enter them. */
export const log = pino({
  level: process.env.TRELLIS_LOG_LEVEL ?? "info",
  base: { app: "trellis" },
  timestamp: pino.stdTimeFunctions.isoTime,
  redact: ["*.password", "*.secret", "*.authorization", "headers.cookie"],
});
