import { getTeamDocument, registerTeam, removeTeam } from "@/lib/identity";
import { route } from "@/lib/transport/route";
import { done, savedAt } from "@/lib/transport/wire/answers";
import { readTeam } from "@/lib/transport/wire/teams";

export const GET = route(getTeamDocument);
export const PUT = route(registerTeam, {
  input: readTeam,
  respond: ({ id }) => savedAt(`/teams/${encodeURIComponent(id)}`),
});
export const DELETE = route(removeTeam, { respond: done });
