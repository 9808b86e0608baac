/** The whole vocabulary of expected failures. A transport maps each code exactly once. */
export const ERROR_STATUS = {
  invalid: 422,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  stale: 412,
  rate_limited: 429,
  unavailable: 503,
} as const;

export type ErrorCode = keyof typeof ERROR_STATUS;

/** One complaint about the input; `pointer` is a JSON Pointer into it, line and column count from 1. */
export type FieldError = { pointer: string; detail: string; line?: number; column?: number };

/** An expected failure. Anything else that is thrown is a bug and becomes an opaque 500. */
export class DomainError extends Error {
  override readonly name = "DomainError";
  readonly code: ErrorCode;
  readonly fields: readonly FieldError[];
  /** Where HTTP has a more exact status for an `invalid` input: 400, 413 or 415. */
  readonly status: number;

  constructor(code: ErrorCode, message: string, fields: readonly FieldError[] = [], status?: number) {
    super(message);
    this.code = code;
    this.fields = fields;
    this.status = status ?? ERROR_STATUS[code];
  }
}

export const notFound = (what: string, id: string) =>
  new DomainError("not_found", `${what} ${id} does not exist.`);
export const conflict = (message: string) => new DomainError("conflict", message);
export const forbidden = (message: string) => new DomainError("forbidden", message);
export const invalid = (message: string, fields: readonly FieldError[] = [], status = 422) =>
  new DomainError("invalid", message, fields, status);
export const stale = (message: string) => new DomainError("stale", message);
