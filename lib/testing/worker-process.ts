import { connect } from "@/lib/platform/db/client";
import { createSearchEngine } from "@/lib/platform/engines/search";
import { startWorker } from "@/lib/transport/worker";

/** A process of its own that works on the database whose address it is given: for tests that kill it. */
const database = connect(process.argv[2] ?? "", 8);
const search = createSearchEngine({ kind: "postgres" }, database.pool);
startWorker({ ...database, search, now: () => new Date() });
process.stdout.write("ready\n");
