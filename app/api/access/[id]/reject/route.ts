import { accessRoutes } from "@/lib/transport/wire/access-routes";

export const POST = accessRoutes().reject;
