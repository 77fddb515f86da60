import assert from "node:assert/strict";
import { answered } from "../clients.mjs";
import { step } from "../steps.mjs";

export async function integrations({ sync, platform, first, common }) {
  await step("sync-for-commerce lists the integrations", async () => {
    const page = await sync.integrations.list({ page: 1, pageSize: 100 });
    assert.ok(page.totalResults > 0);
    assert.ok(page.results.some((one) => one.key === "hldg" && one.enabled));
  });
  await step("sync-for-commerce finds integrations by a query", async () => {
    const page = await sync.integrations.list({ page: 1, pageSize: 10, query: "key=hldg", orderBy: "name" });
    assert.deepEqual(page.results.map((one) => one.key), ["hldg"]);
  });
  await step("sync-for-commerce reads an integration's branding", async () => {
    const branding = await sync.integrations.getBranding({ platformKey: "hldg" });
    assert.ok(branding.logo);
  });
  await step("version 1 lists the integrations", async () => {
    const page = answered(await first.integrations.listIntegrations({ page: 1, pageSize: 100 }), "integrations");
    assert.ok(page.results.some((one) => one.key === "lqai"));
  });
  await step("version 1 reads an integration's branding", async () => {
    answered(await first.integrations.getIntegrationBranding({ platformKey: "hldg" }), "branding");
  });
  await step("common lists the integrations", async () => {
    answered(await common.integrations.list({ page: 1, pageSize: 100 }), "integrations");
  });
  await step("common reads one integration", async () => {
    const one = answered(await common.integrations.get({ platformKey: "hldg" }), "integration");
    assert.equal(one.key, "hldg");
  });
  await step("common reads an integration's branding", async () => {
    answered(await common.integrations.getBranding({ platformKey: "hldg" }), "branding");
  });
  await step("platform lists the integrations page by page", async () => {
    const page = await platform.integrations.list({ page: 1, pageSize: 1, orderBy: "name" });
    assert.equal(page.results.length, 1);
    const next = await platform.integrations.list({ page: 2, pageSize: 1, orderBy: "name" });
    assert.notEqual(page.results[0].key, next.results[0].key);
  });
  await step("platform reads one integration", async () => {
    assert.equal((await platform.integrations.get({ platformKey: "hldg" })).key, "hldg");
  });
  await step("platform reads an integration's branding", async () => {
    assert.ok(await platform.integrations.getBranding({ platformKey: "hldg" }));
  });
}
