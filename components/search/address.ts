const PATH = "/search";

type Move = "push" | "replace";

export type Address = {
  subscribe: (listener: () => void) => () => void;
  /** The query string of the search page, also while the browser is already on its way to another page. */
  read: () => string;
  go: (move: Move, href: string) => void;
  /** Looks again, when somebody else may have changed it. */
  look: () => void;
};

/** The browser's address as a store: a choice shows at once, and not first when the router has come round to it. */
export function createAddress(first: string): Address {
  const listeners = new Set<() => void>();
  let last = first;

  const look = (): void => {
    for (const listener of listeners) listener();
  };

  return {
    look,
    subscribe(listener) {
      listeners.add(listener);
      window.addEventListener("popstate", listener);
      return () => {
        listeners.delete(listener);
        window.removeEventListener("popstate", listener);
      };
    },
    read() {
      if (window.location.pathname === PATH) last = window.location.search;
      return last;
    },
    go(move, href) {
      window.history[move === "push" ? "pushState" : "replaceState"](null, "", href);
      look();
    },
  };
}
