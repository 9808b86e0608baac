import { portRoutes } from "@/lib/transport/wire/access-routes";

export const GET = portRoutes().status;
