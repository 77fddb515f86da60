import assert from "node:assert/strict";
import { answered } from "../clients.mjs";
import { step } from "../steps.mjs";

export async function pushHistory({ platform, first, common }, { ids }) {
  await step("platform lists what was written to the books, page by page", async () => {
    const page = await platform.pushData.listOperations({ companyId: ids.company, page: 1, pageSize: 3, orderBy: "-requestedOnUtc" });
    assert.equal(page.results.length, 3);
    assert.ok(page.totalResults > 3);
    assert.ok(page.results.every((one) => one.status === "Success"));
    ids.operation = page.results[0].pushOperationKey;
  });
  await step("platform finds what was written by a query", async () => {
    const none = await platform.pushData.listOperations({ companyId: ids.company, query: "status=Failed" });
    assert.equal(none.totalResults, 0);
    const some = await platform.pushData.listOperations({ companyId: ids.company, query: "status=Success" });
    assert.ok(some.totalResults > 3);
  });
  await step("platform reads one write", async () => {
    assert.equal((await platform.pushData.getOperation({ companyId: ids.company, pushOperationKey: ids.operation })).status, "Success");
  });
  await step("version 1 lists and reads writes", async () => {
    answered(await first.pushData.listOperations({ companyId: ids.company, page: 1, pageSize: 100 }), "pushOperations");
    answered(await first.pushData.getOperation({ companyId: ids.company, pushOperationKey: ids.operation }), "pushOperation");
  });
  await step("common lists and reads writes", async () => {
    answered(await common.pushData.listOperations({ companyId: ids.company, page: 1, pageSize: 100 }), "pushOperations");
    answered(await common.pushData.getOperation({ companyId: ids.company, pushOperationKey: ids.operation }), "pushOperation");
  });
}
