import { previewPlan } from "@/lib/access";
import { planFromQuery } from "@/lib/transport/access-form";
import { route } from "@/lib/transport/route";

export const GET = route(previewPlan, { input: planFromQuery });
