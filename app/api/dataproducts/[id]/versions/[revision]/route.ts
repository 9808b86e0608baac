import { productRoutes } from "@/lib/transport/wire/document-routes";

export const GET = productRoutes().get;
