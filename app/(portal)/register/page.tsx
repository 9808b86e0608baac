import { RegisterDocuments } from "@/components/contracts/register-documents";
import { Page, PageHeader } from "@/components/ui/page";
import { previewRegistration } from "@/lib/contracts";
import { page } from "@/lib/transport/page";

import { preview, register } from "./actions";

export const metadata = { title: "Register" };

export default async function RegisterPage() {
  // An empty preview asks only whether this person may register anywhere at all.
  await page(previewRegistration, { items: [] });
  return (
    <Page width="reading">
      <PageHeader
        title="Register a product"
        description="Paste or drop data products (ODPS), data contracts (ODCS) or teams, as YAML or JSON. You see what would change before anything does."
      />
      <RegisterDocuments preview={preview} register={register} />
    </Page>
  );
}
