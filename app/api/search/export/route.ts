import { exportRoute } from "@/lib/transport/wire/search";

export const GET = exportRoute();
