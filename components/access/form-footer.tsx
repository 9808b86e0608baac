import type { ReactNode } from "react";

/** The buttons of a form; in a panel they stay in view at its lower edge. */
export function FormFooter({ children }: { children: ReactNode }) {
  return (
    <div className="mt-auto flex items-center justify-end gap-2 in-[[role=dialog]]:sticky in-[[role=dialog]]:-bottom-5 in-[[role=dialog]]:-mx-5 in-[[role=dialog]]:-mb-5 in-[[role=dialog]]:border-t in-[[role=dialog]]:bg-surface in-[[role=dialog]]:px-5 in-[[role=dialog]]:py-3">
      {children}
    </div>
  );
}
