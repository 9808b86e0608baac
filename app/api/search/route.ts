import { searchRoute } from "@/lib/transport/wire/search";

export const GET = searchRoute();
