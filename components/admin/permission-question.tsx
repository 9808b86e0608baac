import { Button } from "@/components/ui/button";
import { SelectField, TextField } from "@/components/ui/fields";
import { Notice } from "@/components/ui/notice";

type Group = { thing: string; questions: readonly { name: string; label: string }[] };
type Explanation = {
  person: { name: string; email: string | null } | null;
  kind: "yes" | "no" | "hidden" | "unknown" | "unanswerable";
  because: string | null;
};

type Props = {
  groups: readonly Group[];
  asked: { person: string; operation: string; thing: string };
  /** Null where nothing has been asked. */
  answer: Explanation | null;
};

/** "Why not me?": a person, something to do and a thing; the policies answer. The question is in the address. */
export function PermissionQuestion({ groups, asked, answer }: Props) {
  return (
    <>
      <form aria-label="Why not me?" className="grid items-start gap-3 sm:grid-cols-3">
        <TextField
          name="person"
          label="Person"
          hint="E-mail address or id"
          defaultValue={asked.person}
          required
          maxLength={320}
        />
        <SelectField name="operation" label="May they" defaultValue={asked.operation} required>
          {groups.map(({ thing, questions }) => (
            <optgroup key={thing} label={thing}>
              {questions.map(({ name, label }) => (
                <option key={name} value={name}>
                  {label}
                </option>
              ))}
            </optgroup>
          ))}
        </SelectField>
        <TextField
          name="thing"
          label="Thing"
          hint="The id of what it is about"
          defaultValue={asked.thing}
          maxLength={400}
        />
        <div>
          <Button type="submit" variant="primary">
            Ask
          </Button>
        </div>
      </form>
      {answer && <Answer answer={answer} />}
    </>
  );
}

const TONE = { yes: "met", no: "breach", hidden: "info", unknown: "info", unanswerable: "risk" } as const;

function Answer({ answer: { person, kind, because } }: { answer: Explanation }) {
  const name = person?.name ?? "";
  const titles = {
    yes: `Yes, ${name} may.`,
    no: `No, ${name} may not.`,
    hidden: `${name} cannot even see it.`,
    unknown: `${name} cannot sign in.`,
    unanswerable: "There is no answer to this question.",
  };
  return (
    <Notice tone={TONE[kind]} title={titles[kind]} role="status" className="mt-4">
      {because}
    </Notice>
  );
}
