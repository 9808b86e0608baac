import { describe, expect, it } from "vitest";

import { chooseRepresentation } from "./accept";

const JSON_TYPE = "application/json";
const YAML_TYPE = "application/yaml";

describe("the choice of a representation", () => {
  it.each([
    ["nothing", null, YAML_TYPE],
    ["everything", "*/*", YAML_TYPE],
    ["a browser's list", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", YAML_TYPE],
    ["any application type", "application/*", YAML_TYPE],
    ["YAML by an older name", "application/x-yaml", YAML_TYPE],
    ["YAML as text", "text/yaml", YAML_TYPE],
    ["both alike", "application/json, application/yaml", YAML_TYPE],
    ["only JSON", "application/json", JSON_TYPE],
    ["JSON of a vendor", "application/vnd.example.odcs+json", JSON_TYPE],
    ["JSON before anything", "application/json, */*;q=0.1", JSON_TYPE],
    ["anything but YAML", "*/*, application/yaml;q=0", JSON_TYPE],
    ["neither", "image/png", null],
    ["nothing at all", "*/*;q=0", null],
  ])("gives a YAML document to who accepts %s", (_what, accept, expected) => {
    expect(chooseRepresentation(accept, YAML_TYPE)).toBe(expected);
  });

  it("gives a JSON document as it is where both are welcome", () => {
    expect(chooseRepresentation("*/*", JSON_TYPE)).toBe(JSON_TYPE);
    expect(chooseRepresentation("application/yaml", JSON_TYPE)).toBe(YAML_TYPE);
  });
});
