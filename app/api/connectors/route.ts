import { connectorRoutes } from "@/lib/transport/wire/access-connectors";

export const GET = connectorRoutes().list;
