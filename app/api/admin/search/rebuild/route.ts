import { getSearchIndexStatus, rebuildIndex } from "@/lib/search";
import { route } from "@/lib/transport/route";
import { accepted } from "@/lib/transport/wire/answers";

export const GET = route(getSearchIndexStatus);
export const POST = route(rebuildIndex, { respond: accepted });
