import type { ComponentProps } from "react";

import { Notice } from "@/components/ui/notice";
import { signInProblem } from "@/lib/identity/rules";

import { SignInChoices } from "./sign-in-choices";

type Props = ComponentProps<typeof SignInChoices> & {
  /** What the way back from the provider says went wrong. */
  errorCode: string | null;
};

/** The ways to sign in, and in a sentence what went wrong the last time. */
export function SignInPanel({ errorCode, ...choices }: Props) {
  return (
    <div className="space-y-4">
      {errorCode !== null && <Notice tone="breach" role="alert" title={signInProblem(errorCode)} />}
      <SignInChoices {...choices} />
    </div>
  );
}
