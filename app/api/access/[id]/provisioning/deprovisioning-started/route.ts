import { provisioningRoutes } from "@/lib/transport/wire/access-routes";

export const POST = provisioningRoutes().report("deprovisioning-started");
