import { exportContract } from "@/lib/contracts";
import { route } from "@/lib/transport/route";
import { exportAnswer } from "@/lib/transport/wire/documents";

export const GET = route(exportContract, { respond: exportAnswer });
