import type { Metadata } from "next";

import { diffVersions, getProductSource, listVersions } from "@/lib/catalog";

import { DocumentActivity } from "../../../document-activity";
import { idOf } from "../../../route-id";
import { productOf } from "../loads";

type Props = {
  params: Promise<{ id: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `Activity of ${(await productOf(await idOf(params))).name}` };
}

export default async function ProductActivity({ params, searchParams }: Props) {
  const [id, given] = await Promise.all([idOf(params), searchParams]);
  const { revision } = await productOf(id);
  return (
    <DocumentActivity
      id={id}
      revision={revision}
      given={given}
      places={{ pages: "/products", documents: "/api/dataproducts" }}
      operations={{ list: listVersions, diff: diffVersions, source: getProductSource }}
    />
  );
}
