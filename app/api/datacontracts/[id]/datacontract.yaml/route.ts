import { contractRoutes } from "@/lib/transport/wire/document-routes";

export const GET = contractRoutes().getYaml;
