import { recordMiss } from "@/lib/search";
import { route } from "@/lib/transport/route";

export const POST = route(recordMiss);
