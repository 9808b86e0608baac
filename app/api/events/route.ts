import { feedRoute } from "@/lib/transport/wire/events";

export const GET = feedRoute();
