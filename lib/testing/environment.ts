/** The secret of sessions in tests. */
export const TEST_AUTH_SECRET = "only-for-tests-0123456789";

/**
 * Configures the process as an installation would be. Call it at the top of a test file: the configuration is
 * read once, when something first asks for it.
 */
export function configure(over: Record<string, string> = {}): void {
  Object.assign(process.env, {
    DATABASE_URL: "postgresql://127.0.0.1/unused",
    NEXTAUTH_URL: "http://localhost:3000",
    NEXTAUTH_SECRET: TEST_AUTH_SECRET,
    TRELLIS_SECRET: "only-for-tests-9876543210",
    ...over,
  });
}
