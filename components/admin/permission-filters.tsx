import { Button } from "@/components/ui/button";
import { Select } from "@/components/ui/fields";
import { inputClass } from "@/components/ui/input-class";

type Choice = { value: string; label: string };
type Props = {
  text: string;
  domain: string;
  persona: string;
  domains: readonly Choice[];
  personas: readonly Choice[];
};

/** What of the matrix is shown; it is in the address. */
export function PermissionFilters({ text, domain, persona, domains, personas }: Props) {
  return (
    <form role="search" aria-label="Permissions" className="mb-3 flex flex-wrap gap-2">
      <input
        type="search"
        name="q"
        defaultValue={text}
        aria-label="Operation, thing or reason"
        placeholder="Operation, thing or reason"
        className={`${inputClass} h-8 max-w-70 pointer-coarse:h-10`}
      />
      <Choices name="domain" label="Domain" value={domain} all="Every domain" choices={domains} />
      <Choices name="persona" label="Persona" value={persona} all="Everybody" choices={personas} />
      <Button type="submit">Show</Button>
    </form>
  );
}

type ChoicesProps = { name: string; label: string; value: string; all: string; choices: readonly Choice[] };

function Choices({ name, label, value, all, choices }: ChoicesProps) {
  return (
    <div className="w-44">
      <Select name={name} aria-label={label} defaultValue={value}>
        <option value="">{all}</option>
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {choice.label}
          </option>
        ))}
      </Select>
    </div>
  );
}
