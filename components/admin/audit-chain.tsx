import { CopyId } from "@/components/ui/copy-button";

type Props = { head: { seq: number; hash: string } };

/** Where the chain ends, and how to prove later that nothing before was changed. */
export function AuditChain({ head: { seq, hash } }: Props) {
  if (seq === 0) return null;
  return (
    <div className="mt-6 max-w-reading text-sm text-soft">
      <p>
        Each of the {seq.toLocaleString("en")} entries is linked to the one before it. Keep the newest link
        outside the portal: <code className="whitespace-nowrap">npm run audit:verify -- --expect</code> with
        it shows later whether anything that is on the record now was changed, removed or put in between.
      </p>
      <p className="mt-1">
        <CopyId id={`${seq}:${hash}`} />
      </p>
    </div>
  );
}
