import { listTeams } from "@/lib/identity";
import { route } from "@/lib/transport/route";
import { listOf } from "@/lib/transport/wire/answers";

export const GET = route(listTeams, { respond: listOf });
