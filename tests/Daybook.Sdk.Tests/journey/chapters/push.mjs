import assert from "node:assert/strict";
import { answered } from "../clients.mjs";
import { step } from "../steps.mjs";
import { catalogue, customers, orders, payments, transactions } from "../shop.mjs";

export async function push({ platform, first, common, raw }, { ids }) {
  const send = async (dataType, body) => {
    const { status, body: answer } = await raw("POST", `/data/companies/${ids.company}/sync/commerce-${dataType}`, body);
    assert.equal(status, 200, JSON.stringify(answer));
    assert.match(answer.datasetId, /^[0-9a-f-]{36}$/);
    return answer.datasetId;
  };
  await step("products, categories, locations, payment methods, tax components and customers are pushed", async () => {
    for (const [dataType, records] of Object.entries({ ...catalogue, customers })) {
      await send(dataType, { [dataType]: records });
    }
  });
  await step("the list of product categories is set as a whole", async () => {
    const path = `/companies/${ids.company}/data/commerce-productCategories`;
    const { status, body } = await raw("PUT", path, { ContractVersion: "9.3.1", ProductCategories: catalogue.productCategories });
    assert.equal(status, 200, JSON.stringify(body));
  });
  await step("orders are pushed as the documents show it", async () => {
    ids.orders = await send("orders", { orders: orders(), contractVersion: null });
  });
  await step("payments are pushed as the documents show it", async () => {
    ids.payments = await send("payments", { payments: payments(), contractVersion: "1.0" });
  });
  await step("transactions are pushed as the documents show it", async () => {
    ids.transactions = await send("transactions", { transactions: transactions() });
  });
  await step("the status of a dataset is asked for by the address of the first generation", async () => {
    const { status, body } = await raw("GET", `/meta/companies/${ids.company}/pull/history/${ids.orders}`);
    assert.deepEqual([status, body.status, body.isCompleted, body.progress], [200, "Complete", true, 100]);
  });
  await step("version 1 reads a dataset's status and lists datasets", async () => {
    const one = answered(await first.refreshData.getPullOperation({ companyId: ids.company, datasetId: ids.payments }), "pullOperation");
    assert.deepEqual([one.dataType, one.status], ["commerce-payments", "Complete"]);
    const page = answered(await first.refreshData.listPullOperations({ companyId: ids.company, page: 1, pageSize: 2, orderBy: "-requested" }), "pullOperations");
    assert.equal(page.results.length, 2);
    assert.ok(page.totalResults >= 3);
  });
  await step("common reads a dataset's status and lists datasets", async () => {
    answered(await common.refreshData.getPullOperation({ companyId: ids.company, datasetId: ids.payments }), "pullOperation");
    answered(await common.refreshData.listPullOperations({ companyId: ids.company, page: 1, pageSize: 100 }), "pullOperations");
  });
  await step("platform reads a dataset's status and finds datasets by a query", async () => {
    assert.equal((await platform.refreshData.getPullOperation({ companyId: ids.company, datasetId: ids.orders })).isCompleted, true);
    const page = await platform.refreshData.listPullOperations({ companyId: ids.company, query: "dataType=commerce-transactions" });
    assert.deepEqual(page.results.map((one) => one.id), [ids.transactions]);
  });
  await step("platform reads the remarks on a dataset", async () => {
    const remarks = await platform.readData.getValidationResults({ companyId: ids.company, datasetId: ids.orders });
    assert.deepEqual(remarks.errors, []);
  });
}
