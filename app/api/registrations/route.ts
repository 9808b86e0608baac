import { receiveRegistrations } from "@/lib/transport/wire/registrations";

export const POST = receiveRegistrations();
