"use client";

import "./globals.css";

type Props = { error: Error & { digest?: string }; retry: () => void };

/** Stands in for everything, the frame included, so it leans on nothing. */
export default function GlobalError({ error, retry }: Props) {
  return (
    <html lang="en">
      <body>
        <title>Out of order · Trellis</title>
        <main className="mx-auto max-w-reading px-4 pt-[20vh] text-center">
          <h1 className="text-xl">The portal is out of order</h1>
          <p className="mt-1 text-soft">Nothing was changed. Wait a moment and try again.</p>
          {error.digest && (
            <p className="mt-2 text-sm text-soft">
              Reference <code>{error.digest}</code>
            </p>
          )}
          <button
            type="button"
            onClick={retry}
            className="mt-4 h-8 rounded-md bg-solid px-3 font-medium text-on-solid hover:bg-solid-hover"
          >
            Try again
          </button>
        </main>
      </body>
    </html>
  );
}
