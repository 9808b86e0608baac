import { feedSchemaRoute } from "@/lib/transport/wire/events";

export const GET = feedSchemaRoute();
