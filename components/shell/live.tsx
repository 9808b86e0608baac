"use client";

import { usePathname, useRouter } from "next/navigation";
import { useEffect, useEffectEvent, useRef, useState } from "react";

import { Button } from "@/components/ui/button";
import { notify } from "@/components/ui/toast";
import type { LiveState } from "@/lib/events/model";

import { startLine } from "./live-line";
import { isOther, liveState, setLiveState } from "./live-state";
import { createRefresher } from "./refresher";
import { watchUnsentInput } from "./unsent-input";

type Props = {
  /** What the page around was drawn from. */
  drawn: LiveState;
};

/** Keeps the page and the counts of the frame as they are on the server, without taking away what is being written. */
export function Live({ drawn }: Props) {
  const router = useRouter();
  const path = usePathname();
  const [isWaiting, setWaiting] = useState(false);
  const refresher = useRef<ReturnType<typeof createRefresher>>(null);

  useEffect(() => setLiveState(drawn), [drawn]);

  const onState = useEffectEvent((state: LiveState, isNews: boolean) => {
    const before = liveState() ?? drawn;
    setLiveState(state);
    if (isNews || isOther(state, before)) refresher.current?.request();
    // Whoever looks at the thing itself sees it change.
    if (isNewNotice(state, before) && state.newest?.href !== path) notify(state.newest?.title ?? "");
  });

  useEffect(() => {
    const unsent = watchUnsentInput();
    const own = createRefresher({
      refresh: () => router.refresh(),
      mustWait: unsent.has,
      onWaiting: setWaiting,
    });
    refresher.current = own;
    const end = startLine({ onState: (state, isNews) => onState(state, isNews) });
    return () => {
      end();
      own.stop();
      unsent.stop();
    };
  }, [router]);

  return (
    <div
      role="status"
      className="pointer-events-none fixed inset-x-0 bottom-20 z-40 flex justify-center shell:bottom-6"
    >
      {isWaiting && (
        <p className="pointer-events-auto flex animate-rise items-center gap-3 rounded-md border bg-surface py-2 pr-2 pl-3 shadow-float">
          There is something new on this page.
          <Button size="sm" onClick={() => refresher.current?.now()}>
            Show it
          </Button>
        </p>
      )}
    </div>
  );
}

const isNewNotice = (state: LiveState, before: LiveState): boolean =>
  state.newest !== null && state.newest.id !== before.newest?.id && state.unread > before.unread;
