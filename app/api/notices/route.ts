import { listNotices } from "@/lib/events";
import { route } from "@/lib/transport/route";

export const GET = route(listNotices);
