import assert from "node:assert/strict";
import { answered } from "../clients.mjs";
import { step } from "../steps.mjs";

export async function companies({ sync, platform, first, common }, { ids }) {
  await step("version 1 creates a company with its commerce connection", async () => {
    const company = answered(await first.companyManagement.createCompany({ name: "Corner shop" }), "company");
    ids.company = company.id;
    assert.equal(company.name, "Corner shop");
    assert.ok(company.redirect);
  });
  await step("sync-for-commerce creates a company, without the characters that a name can't have", async () => {
    const company = await sync.advancedControls.createCompany({ name: "Example Company (Codat[1])" });
    ids.second = company.id;
    assert.equal(company.name, "Example Company Codat1");
  });
  await step("common creates a company with a description", async () => {
    const company = answered(await common.companies.create({ name: "Third", description: "A shop by the sea" }), "company");
    ids.third = company.id;
    assert.equal(company.description, "A shop by the sea");
  });
  await step("platform creates a company with tags", async () => {
    const company = await platform.companies.create({ name: "Fourth", tags: { region: "north", desk: "7" } });
    ids.fourth = company.id;
    assert.deepEqual(company.tags, { region: "north", desk: "7" });
  });
  await step("sync-for-commerce lists the companies", async () => {
    const page = await sync.advancedControls.listCompanies();
    assert.equal(page.totalResults, 4);
    assert.equal(page.results.length, 4);
  });
  await step("sync-for-commerce finds companies by a query", async () => {
    const page = await sync.advancedControls.listCompanies({ page: 1, pageSize: 10, query: "name=Fourth", orderBy: "-created" });
    assert.deepEqual(page.results.map((one) => one.id), [ids.fourth]);
  });
  await step("version 1 lists the companies", async () => {
    assert.equal(answered(await first.companyManagement.listCompanies({ page: 1, pageSize: 100 }), "companies").totalResults, 4);
  });
  await step("common lists the companies page by page", async () => {
    const page = answered(await common.companies.list({ page: 2, pageSize: 3 }), "companies");
    assert.equal(page.results.length, 1);
    assert.ok(page.links.previous.href.includes("page=1"));
  });
  await step("platform lists the companies", async () => {
    assert.equal((await platform.companies.list({ page: 1, pageSize: 100, query: "name!=Fourth", orderBy: "name" })).totalResults, 3);
  });
  await step("version 1 reads a company", async () => {
    assert.equal(answered(await first.companies.getCompany({ companyId: ids.company }), "company").id, ids.company);
  });
  await step("version 1 replaces a company", async () => {
    const company = answered(await first.companies.updateCompany({ companyId: ids.third, createCompany: { name: "Third again" } }), "company");
    assert.equal(company.name, "Third again");
  });
  await step("common reads and replaces a company", async () => {
    assert.equal(answered(await common.companies.get({ companyId: ids.third }), "company").name, "Third again");
    const company = answered(await common.companies.update({ companyId: ids.third, companyRequestBody: { name: "Third", description: "Inland" } }), "company");
    assert.equal(company.description, "Inland");
  });
  await step("platform reads, changes and replaces a company", async () => {
    assert.equal((await platform.companies.get({ companyId: ids.fourth })).name, "Fourth");
    const changed = await platform.companies.update({ companyId: ids.fourth, companyUpdateRequest: { description: "A stall" } });
    assert.deepEqual([changed.description, changed.tags], ["A stall", { region: "north", desk: "7" }]);
    const replaced = await platform.companies.replace({ companyId: ids.fourth, companyRequestBody: { name: "Fourth again" } });
    assert.deepEqual([replaced.name, replaced.description], ["Fourth again", undefined]);
  });
  await step("platform gives a company the product that it has, and asks for its data", async () => {
    await platform.companies.addProduct({ companyId: ids.fourth, productIdentifier: "sync-for-commerce" });
    await platform.companies.refreshProductData({ companyId: ids.fourth, productIdentifier: "sync-for-commerce" });
  });
}
