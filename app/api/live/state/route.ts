import { liveStateRoute } from "@/lib/transport/live";

export const GET = liveStateRoute();
