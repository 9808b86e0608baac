/** Shapes that cross the network. Client-safe: types only. */

/** RFC 9457. `type` resolves to a page of the portal that explains the code. */
export type Problem = {
  type: string;
  title: string;
  status: number;
  detail?: string;
  instance: string;
  errors?: readonly { pointer: string; detail: string; line?: number; column?: number }[];
};

export type ActionState<T> = { ok: true; value: T } | { ok: false; problem: Problem } | null;
export type Action<T> = (previous: ActionState<unknown>, form: FormData) => Promise<ActionState<T>>;
