import { exactTime, relativeTime } from "./time";

type Props = {
  at: string;
  /** The time of the request, so that server and browser say the same. */
  now: Date | string | number;
  className?: string | undefined;
};

/** A relative time; the exact one on hover and for screen readers. */
export function RelativeTime({ at, now, className }: Props) {
  const exact = exactTime(at);
  return (
    <time dateTime={at} title={exact} className={className}>
      {relativeTime(at, now)}
      <span className="sr-only"> ({exact})</span>
    </time>
  );
}
