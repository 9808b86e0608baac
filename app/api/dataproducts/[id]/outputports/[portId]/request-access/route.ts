import { portRoutes } from "@/lib/transport/wire/access-routes";

export const POST = portRoutes().request;
