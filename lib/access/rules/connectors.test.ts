import { describe, expect, it } from "vitest";

import { connectorFor, fits, serverTypeOf } from "./connectors";

describe("a connector", () => {
  it.each([
    ["snowflake", "Snowflake", true],
    ["bigquery", "gcp", true],
    ["GCP", "bigquery", true],
    ["postgresql", "postgres", true],
    ["databricks", "snowflake", false],
    ["mssql", "sqlserver", true],
    ["", "", false],
  ])("of type %s serves a port on %s: %s", (connector, port, isFitting) => {
    expect(fits(connector, port)).toBe(isFitting);
  });

  it("is the first that fits; without one somebody grants by hand", () => {
    expect(connectorFor("snowflake", ["kafka", "Snowflake", "snowflake"])).toBe("Snowflake");
    expect(connectorFor("table", ["snowflake"])).toBeNull();
    expect(connectorFor(null, ["snowflake"])).toBeNull();
  });
});

describe("the platform of a port", () => {
  const port = { type: "table", server: null, customProperties: [] };
  const servers = [
    { server: "test", type: "postgres" },
    { server: "production", type: "snowflake" },
  ];

  it("is the contract's server that the port names, else the first one", () => {
    const named = { ...port, customProperties: [{ property: "contractServer", value: "production" }] };
    expect([serverTypeOf(named, servers), serverTypeOf(port, servers)]).toEqual(["snowflake", "postgres"]);
  });

  it("is what the port says of itself where the contract names no server", () => {
    expect(serverTypeOf({ ...port, server: { type: "bigquery" } }, [])).toBe("bigquery");
    expect(serverTypeOf(port, [])).toBe("table");
  });
});
