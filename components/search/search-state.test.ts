import { describe, expect, it } from "vitest";

import { FACETS as ENGINE_FACETS, SORTS as ENGINE_SORTS } from "@/lib/platform/engines/search/model";

import {
  FACETS,
  filterCount,
  hrefOf,
  readState,
  SORTS,
  toQuery,
  withoutFilters,
  withPage,
  withText,
  withToggled,
} from "./search-state";

const stateOf = (query: string) => readState(new URLSearchParams(query));

describe("the state of a search", () => {
  it("comes back from its own address", () => {
    const query = "q=fraud+score&domain=payments&status=active&status=draft&sort=name&page=3";
    expect(toQuery(stateOf(query))).toBe(query);
  });

  it("has one address, whatever the order of its filters", () => {
    expect(toQuery(stateOf("status=draft&domain=a&status=active&q=x"))).toBe(
      toQuery(stateOf("q=x&domain=a&status=active&status=draft")),
    );
  });

  it("leaves defaults out", () => {
    expect(hrefOf(stateOf("q=&sort=relevance&page=1"))).toBe("/search");
  });

  it.each(["page=0", "page=-1", "page=1.5", "page=abc", "page=1e99", "sort=size", "color=red"])(
    "ignores %s",
    (query) => {
      expect(toQuery(stateOf(query))).toBe("");
    },
  );

  it("goes back to the first page with every change but turning the page", () => {
    const third = withPage(stateOf("q=x"), 3);
    expect(third.page).toBe(3);
    expect(withText(third, "y").page).toBe(1);
    expect(withToggled(third, "tag", "t").page).toBe(1);
    expect(withoutFilters(third).page).toBe(1);
  });

  it("adds a value, and takes it away again", () => {
    const once = withToggled(stateOf(""), "domain", "payments");
    expect(filterCount(once)).toBe(1);
    expect(filterCount(withToggled(once, "domain", "payments"))).toBe(0);
  });
});

it("knows the facets and sorts of the engines, in the same order", () => {
  expect(FACETS).toEqual([...ENGINE_FACETS]);
  expect(SORTS).toEqual([...ENGINE_SORTS]);
});
