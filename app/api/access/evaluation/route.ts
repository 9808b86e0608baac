import { evaluationRoute } from "@/lib/transport/wire/access-routes";

export const POST = evaluationRoute();
