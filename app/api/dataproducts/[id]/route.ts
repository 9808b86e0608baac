import { productRoutes } from "@/lib/transport/wire/document-routes";

export const { get: GET, put: PUT, remove: DELETE } = productRoutes();
