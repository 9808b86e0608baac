import { listAudit } from "@/lib/identity";
import { route } from "@/lib/transport/route";

export const GET = route(listAudit);
