import assert from "node:assert/strict";
import { answered } from "../clients.mjs";
import { step } from "../steps.mjs";

export async function connections({ sync, platform, first, common }, { ids }) {
  await step("version 1 lists a company's connections", async () => {
    const page = answered(await first.companyManagement.listConnections({ companyId: ids.company, page: 1, pageSize: 100 }), "connections");
    assert.deepEqual(page.results.map((one) => [one.sourceType, one.status]), [["Commerce", "Linked"]]);
    ids.commerce = page.results[0].id;
  });
  await step("sync-for-commerce connects the accounting platform", async () => {
    const connection = await sync.connections.create({ companyId: ids.company, requestBody: { platformKey: "hldg" } });
    ids.books = connection.id;
    assert.equal(connection.sourceType, "Accounting");
  });
  await step("version 1 connects another company", async () => {
    const commerce = answered(await first.companyManagement.createConnection({ companyId: ids.second, requestBody: "lqai" }), "connection");
    ids.secondCommerce = commerce.id;
    ids.secondBooks = answered(await first.companyManagement.createConnection({ companyId: ids.second, requestBody: "hldg" }), "connection").id;
  });
  await step("common connects a third company", async () => {
    const connection = answered(await common.connections.create({ companyId: ids.third, requestBody: { platformKey: "hldg" } }), "connection");
    ids.thirdBooks = connection.id;
  });
  await step("sync-for-commerce lists the connections", async () => {
    const page = await sync.connections.list({ companyId: ids.company, page: 1, pageSize: 100 });
    assert.equal(page.totalResults, 2);
    assert.ok(page.results.every((one) => one.status === "Linked"));
  });
  await step("sync-for-commerce finds connections by a query", async () => {
    const page = await sync.connections.list({ companyId: ids.company, query: "sourceType=Accounting", orderBy: "-created" });
    assert.deepEqual(page.results.map((one) => one.id), [ids.books]);
  });
  await step("platform lists and reads connections", async () => {
    assert.equal((await platform.connections.list({ companyId: ids.company })).totalResults, 2);
    assert.equal((await platform.connections.get({ companyId: ids.company, connectionId: ids.books })).integrationKey, "hldg");
  });
  await step("common lists and reads connections", async () => {
    assert.equal(answered(await common.connections.list({ companyId: ids.company, page: 1, pageSize: 10 }), "connections").results.length, 2);
    assert.equal(answered(await common.connections.get({ companyId: ids.company, connectionId: ids.books }), "connection").id, ids.books);
  });
  await step("version 1 reads a connection", async () => {
    assert.equal(answered(await first.connections.getConnection({ companyId: ids.company, connectionId: ids.commerce }), "connection").id, ids.commerce);
  });
  await step("sync-for-commerce unlinks a connection and authorizes it again", async () => {
    const unlinked = await sync.connections.updateConnection({ companyId: ids.company, connectionId: ids.books, updateConnection: { status: "Unlinked" } });
    assert.equal(unlinked.status, "Unlinked");
    const linked = await sync.connections.updateAuthorization({ companyId: ids.company, connectionId: ids.books, requestBody: {} });
    assert.equal(linked.status, "Linked");
  });
  await step("version 1 unlinks a connection by both of its ways", async () => {
    const asks = { companyId: ids.second, connectionId: ids.secondBooks, updateConnection: { status: "Unlinked" } };
    assert.equal(answered(await first.companyManagement.updateConnection(asks), "connection").status, "Unlinked");
    assert.equal(answered(await first.connections.unlink(asks), "connection").status, "Unlinked");
  });
  await step("platform unlinks a connection and authorizes it again", async () => {
    const where = { companyId: ids.third, connectionId: ids.thirdBooks };
    assert.equal((await platform.connections.unlink({ ...where, updateConnectionStatus: { status: "Unlinked" } })).status, "Unlinked");
    assert.equal((await platform.connections.updateAuthorization({ ...where, requestBody: {} })).status, "Linked");
  });
  await step("common unlinks a connection and authorizes it again", async () => {
    const where = { companyId: ids.third, connectionId: ids.thirdBooks };
    assert.equal(answered(await common.connections.unlink({ ...where, updateConnectionStatus: { status: "Unlinked" } }), "connection").status, "Unlinked");
    assert.equal(answered(await common.connections.updateAuthorization({ ...where, requestBody: {} }), "connection").status, "Linked");
  });
}
