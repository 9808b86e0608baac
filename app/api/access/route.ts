import { accessRoutes } from "@/lib/transport/wire/access-routes";

export const GET = accessRoutes().list;
