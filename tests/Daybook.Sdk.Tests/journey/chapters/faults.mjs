import assert from "node:assert/strict";
import platformErrors from "@codat/platform/sdk/models/errors/index.js";
import todayErrors from "@codat/sync-for-commerce/sdk/models/errors/index.js";
import { connect } from "../clients.mjs";
import { step } from "../steps.mjs";

const nobody = "00000000-0000-4000-8000-000000000000";

async function refused(work, errors, status) {
  const fault = await work().then(() => undefined, (thrown) => thrown);
  assert.ok(fault instanceof errors.ErrorMessage, `the SDK did not read the error body: ${fault?.message ?? "no fault at all"}`);
  assert.equal(fault.data$.statusCode, status);
  assert.ok(fault.data$.error && fault.data$.correlationId);
}

export async function faults({ sync, platform, first, common, commerce }, { address, ids }) {
  const stranger = connect(address, "no such key");
  await step("sync-for-commerce reads the fault of a wrong key", () => refused(() => stranger.sync.advancedControls.listCompanies(), todayErrors, 401));
  await step("platform reads the fault of a wrong key", () => refused(() => stranger.platform.companies.list(), platformErrors, 401));
  await step("the older SDKs read the fault of a wrong key", async () => {
    for (const response of [await stranger.first.companyManagement.listCompanies({}), await stranger.common.companies.list({}), await stranger.commerce.orders.list({ companyId: ids.company, connectionId: ids.commerce })]) {
      assert.equal(response.statusCode, 401);
      assert.equal(response.errorMessage.statusCode, 401);
    }
  });
  await step("sync-for-commerce reads the fault of an unknown company", () => refused(() => sync.connections.list({ companyId: nobody }), todayErrors, 404));
  await step("platform reads the fault of an unknown connection", () => refused(() => platform.connections.get({ companyId: ids.company, connectionId: nobody }), platformErrors, 404));
  await step("sync-for-commerce reads the fault of an unknown sync", () => refused(() => sync.sync.get({ companyId: ids.company, syncId: nobody }), todayErrors, 404));
  await step("platform reads the fault of a query that is none", () => refused(() => platform.refreshData.listPullOperations({ companyId: ids.company, query: "status=" + "{" }), platformErrors, 400));
  await step("sync-for-commerce reads the fault of a page that is none", () => refused(() => sync.connections.list({ companyId: ids.company, page: 0 }), todayErrors, 400));
  await step("the older SDKs read the fault of an unknown company, order or write", async () => {
    for (const response of [
      await first.companies.getCompany({ companyId: nobody }),
      await common.pushData.getOperation({ companyId: ids.company, pushOperationKey: nobody }),
      await commerce.orders.get({ companyId: ids.company, connectionId: ids.commerce, orderId: "no such order" }),
    ]) {
      assert.equal(response.statusCode, 404);
      assert.ok(response.errorMessage.error);
    }
  });
}
