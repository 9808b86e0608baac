import { organizationSettingsRoute } from "@/lib/transport/wire/organization";

export const GET = organizationSettingsRoute();
