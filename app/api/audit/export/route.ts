import { auditExportRoute } from "@/lib/transport/wire/audit";

export const GET = auditExportRoute();
