import { markNoticesRead } from "@/lib/events";
import { route } from "@/lib/transport/route";

export const POST = route(markNoticesRead);
