import { RegisterDocuments } from "@/components/contracts/register-documents";
import { Page, PageHeader } from "@/components/ui/page";
import { getProductSource } from "@/lib/catalog";
import { getContractSource, previewRegistration } from "@/lib/contracts";
import { page } from "@/lib/transport/page";

import { preview, register } from "./actions";

export const metadata = { title: "Register" };

type Props = { searchParams: Promise<{ product?: string | string[]; contract?: string | string[] }> };

export default async function RegisterPage({ searchParams }: Props) {
  // An empty preview asks only whether this person may register anywhere at all.
  const [, { product, contract }] = await Promise.all([
    page(previewRegistration, { items: [] }),
    searchParams,
  ]);
  const source =
    typeof product === "string"
      ? await page(getProductSource, { id: product })
      : typeof contract === "string"
        ? await page(getContractSource, { id: contract })
        : null;
  return (
    <Page width="reading">
      <PageHeader
        title={source ? `A new version of ${source.id}` : "Register a product"}
        description={
          source
            ? "This is the document as it is registered now. Change it here or paste another; you see what would change before anything does."
            : "Paste or drop data products (ODPS), data contracts (ODCS) or teams, as YAML or JSON. You see what would change before anything does."
        }
      />
      <RegisterDocuments preview={preview} register={register} initial={source?.text ?? null} />
    </Page>
  );
}
