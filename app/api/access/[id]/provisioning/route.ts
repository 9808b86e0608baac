import { provisioningRoutes } from "@/lib/transport/wire/access-routes";

export const { get: GET, put: PUT } = provisioningRoutes();
