import { suggest } from "@/lib/search";
import { route } from "@/lib/transport/route";

export const GET = route(suggest);
