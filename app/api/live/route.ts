import { liveRoute } from "@/lib/transport/live";

export const GET = liveRoute();
