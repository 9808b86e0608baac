import { connectorRoutes } from "@/lib/transport/wire/access-connectors";

export const { get: GET, put: PUT, remove: DELETE } = connectorRoutes();
