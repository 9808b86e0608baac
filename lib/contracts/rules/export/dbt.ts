import type { SchemaObject, SchemaProperty } from "../../model";

/** The models of a contract as dbt's properties file has them, with constraints and tests; to be written as YAML. */
export const toDbtModels = (objects: readonly SchemaObject[]) => ({
  version: 2,
  models: objects.map(({ name, physicalName, description, properties }) => ({
    name: (physicalName ?? name).split(".").at(-1) ?? name,
    ...(description !== null && { description: literally(description) }),
    config: { contract: { enforced: properties.every(({ physicalType }) => physicalType !== null) } },
    columns: properties.map(columnOf),
  })),
});

function columnOf(property: SchemaProperty) {
  const { name, physicalName, physicalType, description, tags } = property;
  const constraints = constraintsOf(property);
  const tests = testsOf(property);
  return {
    name: physicalName ?? name,
    ...(description !== null && { description: literally(description) }),
    ...(physicalType !== null && { data_type: physicalType }),
    ...(constraints.length > 0 && { constraints: constraints.map((type) => ({ type })) }),
    ...(tests.length > 0 && { data_tests: tests }),
    ...(tags.length > 0 && { tags }),
  };
}

const constraintsOf = ({ isRequired, isPrimaryKey }: SchemaProperty): string[] => [
  ...(isRequired ? ["not_null"] : []),
  ...(isPrimaryKey ? ["primary_key"] : []),
];

function testsOf({ isRequired, isUnique, isPrimaryKey, options }: SchemaProperty): unknown[] {
  const values: readonly unknown[] = Array.isArray(options.enum) ? options.enum : [];
  return [
    ...(isUnique || isPrimaryKey ? ["unique"] : []),
    ...(isRequired || isPrimaryKey ? ["not_null"] : []),
    ...(values.length > 0 ? [{ accepted_values: { arguments: { values } } }] : []),
  ];
}

/** dbt runs what stands in braces in a description: nobody's words shall be run. */
const literally = (text: string): string =>
  /\{[{%#]/.test(text) ? `{% raw %}${text.replaceAll(/\{%-?\s*endraw\s*-?%\}/g, "")}{% endraw %}` : text;
