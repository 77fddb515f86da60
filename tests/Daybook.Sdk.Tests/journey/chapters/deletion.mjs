import assert from "node:assert/strict";
import { answered } from "../clients.mjs";
import { step } from "../steps.mjs";

export async function deletion({ sync, platform, first, common, raw }, { ids }) {
  await step("a record is deleted by a push of its id", async () => {
    const { status } = await raw("POST", `/data/companies/${ids.company}/sync/commerce-customers`, { customers: [{ id: "c-1" }] });
    assert.equal(status, 200);
  });
  await step("platform deletes a connection", async () => {
    await platform.connections.delete({ companyId: ids.third, connectionId: ids.thirdBooks });
    assert.equal((await sync.connections.list({ companyId: ids.third })).totalResults, 0);
  });
  await step("version 1 deletes a connection", async () => {
    answered(await first.connections.deleteConnection({ companyId: ids.second, connectionId: ids.secondBooks }));
  });
  await step("common deletes a connection", async () => {
    answered(await common.connections.delete({ companyId: ids.second, connectionId: ids.secondCommerce }));
  });
  await step("platform deletes a company", async () => {
    await platform.companies.delete({ companyId: ids.fourth });
  });
  await step("version 1 deletes a company", async () => {
    answered(await first.companies.deleteCompany({ companyId: ids.third }), undefined, 204);
  });
  await step("common deletes a company", async () => {
    answered(await common.companies.delete({ companyId: ids.second }), undefined, 204);
  });
  await step("platform deletes the company that did it all", async () => {
    await platform.companies.delete({ companyId: ids.company });
    answered(await first.companies.getCompany({ companyId: ids.company }), undefined, 404);
  });
}
