// node journey/run.mjs SERVER KEY RESULT: goes through the whole journey, and writes how each step went and what was said.
import { writeFileSync } from "node:fs";
import { connect } from "./clients.mjs";
import { exchanges, record } from "./recorder.mjs";
import { outcomes } from "./steps.mjs";
import { integrations } from "./chapters/integrations.mjs";
import { companies } from "./chapters/companies.mjs";
import { connections } from "./chapters/connections.mjs";
import { configuration } from "./chapters/configuration.mjs";
import { syncFlow } from "./chapters/syncflow.mjs";
import { push } from "./chapters/push.mjs";
import { syncs } from "./chapters/syncs.mjs";
import { pushHistory } from "./chapters/pushhistory.mjs";
import { readBack } from "./chapters/readback.mjs";
import { accounting } from "./chapters/accounting.mjs";
import { refresh } from "./chapters/refresh.mjs";
import { settings } from "./chapters/settings.mjs";
import { faults } from "./chapters/faults.mjs";
import { deletion } from "./chapters/deletion.mjs";

const [, , server, key, result] = process.argv;
const address = await record(server);
const told = { address, key, ids: {} };
const clients = connect(address, key);

for (const chapter of [integrations, companies, connections, configuration, syncFlow, push, syncs, pushHistory, readBack, accounting, refresh, settings, faults, deletion]) {
  await chapter(clients, told);
}

writeFileSync(result, JSON.stringify({ steps: outcomes(), exchanges }));
// An SDK that still repeats a request would keep the process alive for an hour.
process.exit(0);
