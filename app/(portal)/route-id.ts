import { notFound } from "next/navigation";

type Params = Promise<{ id: string }>;

/** The id in an address; Next hands it over as it stands there. An address that is no text names nothing. */
export async function idOf(params: Params): Promise<string> {
  const { id } = await params;
  try {
    return decodeURIComponent(id);
  } catch {
    notFound();
  }
}
