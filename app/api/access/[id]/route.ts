import { accessRoutes } from "@/lib/transport/wire/access-routes";

export const { get: GET, put: PUT, remove: DELETE } = accessRoutes();
