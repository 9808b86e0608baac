import { rememberSearch } from "@/lib/search";
import { route } from "@/lib/transport/route";

export const POST = route(rememberSearch);
