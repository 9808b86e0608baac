import { getOffer } from "@/lib/access";
import { route } from "@/lib/transport/route";

export const GET = route(getOffer);
