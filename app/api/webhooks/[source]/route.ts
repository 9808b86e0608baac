import { webhookRoute } from "@/lib/transport/wire/webhooks";

export const POST = webhookRoute();
