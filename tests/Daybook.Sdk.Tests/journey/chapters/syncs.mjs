import assert from "node:assert/strict";
import { answered } from "../clients.mjs";
import { step } from "../steps.mjs";

const running = [1000, 1010];

export async function syncs({ sync, first }, { ids }) {
  const ended = async (syncId) => {
    for (;;) {
      const status = await sync.sync.get({ companyId: ids.company, syncId });
      if (!running.includes(status.syncStatusCode)) {
        return status;
      }
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  };
  await step("sync-for-commerce asks for a sync of a range, and it writes", async () => {
    const summary = await sync.sync.requestForDateRange({
      companyId: ids.company,
      syncRange: { dateRange: { start: "2026-11-01T00:00:00Z", finish: "2026-11-12T03:00:00Z" } },
    });
    ids.historic = summary.commerceSyncId;
    const status = await ended(summary.commerceSyncId);
    assert.deepEqual([status.syncStatusCode, status.dataPushed, status.errorMessage], [2000, true, undefined]);
  });
  await step("sync-for-commerce asks for the latest sync up to a moment, and it writes", async () => {
    const summary = await sync.sync.request({ companyId: ids.company, syncToLatestArgs: { syncTo: "2026-11-14T03:00:00Z" } });
    assert.equal((await ended(summary.commerceSyncId)).syncStatusCode, 2000);
  });
  await step("sync-for-commerce asks for the latest sync without arguments", async () => {
    const summary = await sync.sync.request({ companyId: ids.company });
    ids.sync = summary.commerceSyncId;
    assert.equal((await ended(ids.sync)).syncStatusCode, 2000);
  });
  await step("version 1 asks for syncs, and there is nothing left to write", async () => {
    const latest = answered(await first.sync.requestSync({ companyId: ids.company, syncToLatestArgs: {} }), "syncSummary");
    assert.equal((await ended(latest.commerceSyncId)).syncStatusCode, 2040);
    const range = { dateRange: { start: "2026-11-01T00:00:00Z", finish: "2026-11-12T03:00:00Z" } };
    const historic = answered(await first.sync.requestSyncForDateRange({ companyId: ids.company, syncRange: range }), "syncSummary");
    assert.equal((await ended(historic.commerceSyncId)).syncStatusCode, 2040);
  });
  await step("sync-for-commerce reads the status of the latest sync of the company", async () => {
    const status = await sync.sync.getStatus({ companyId: ids.company });
    assert.equal(status.companyId, ids.company);
    assert.equal(status.syncStatus, "Complete");
  });
  await step("version 1 reads the status of the latest sync of the company", async () => {
    assert.equal(answered(await first.sync.getSyncStatus({ companyId: ids.company }), "syncSummary").companyId, ids.company);
  });
  await step("sync-for-commerce reads the status of the last successful sync", async () => {
    assert.equal((await sync.sync.getLastSuccessfulSync({ companyId: ids.company })).syncStatus, "Complete");
  });
  await step("sync-for-commerce reads the status of the latest sync", async () => {
    assert.ok((await sync.sync.getLatestSync({ companyId: ids.company })).syncId);
  });
  await step("sync-for-commerce reads the status of a sync by its id", async () => {
    assert.equal((await sync.sync.get({ companyId: ids.company, syncId: ids.sync })).syncId, ids.sync);
  });
  await step("sync-for-commerce lists the statuses of all syncs", async () => {
    const all = await sync.sync.list({ companyId: ids.company });
    assert.equal(all.length, 5);
  });
  await step("a sync that can't run says why", async () => {
    const summary = await sync.sync.request({ companyId: ids.second });
    for (;;) {
      const status = await sync.sync.get({ companyId: ids.second, syncId: summary.commerceSyncId });
      if (!running.includes(status.syncStatusCode)) {
        assert.ok([4000, 4040].includes(status.syncStatusCode), JSON.stringify(status));
        assert.ok(status.errorMessage);
        return;
      }
    }
  });
}
