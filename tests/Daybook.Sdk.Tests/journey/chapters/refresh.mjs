import assert from "node:assert/strict";
import { answered } from "../clients.mjs";
import { step } from "../steps.mjs";

export async function refresh({ platform, first, common }, { ids }) {
  await step("platform reads the status of the data and asks for it again", async () => {
    const statuses = await platform.refreshData.get({ companyId: ids.company });
    assert.equal(statuses.commerceOrders.currentStatus, "Complete");
    await platform.refreshData.all({ companyId: ids.company });
    assert.equal((await platform.refreshData.byDataType({ companyId: ids.company, dataType: "commerce-orders", connectionId: ids.commerce })).dataType, "commerce-orders");
  });
  await step("version 1 reads the status of the data and asks for it again", async () => {
    assert.ok(answered(await first.refreshData.getCompanyDataStatus({ companyId: ids.company }), "dataStatuses")["commerce-orders"]);
    answered(await first.refreshData.all({ companyId: ids.company }), undefined, 204);
    answered(await first.refreshData.byDataType({ companyId: ids.company, dataType: "commerce-payments" }), "pullOperation");
  });
  await step("common reads the status of the data and asks for it again", async () => {
    answered(await common.refreshData.get({ companyId: ids.company }), "dataStatuses");
    answered(await common.refreshData.all({ companyId: ids.company }), undefined, 204);
    answered(await common.refreshData.byDataType({ companyId: ids.company, dataType: "commerce-transactions" }), "pullOperation");
  });
}
