import assert from "node:assert/strict";
import { answered } from "../clients.mjs";
import { step } from "../steps.mjs";

const title = "configure-content-sales-title";

export async function syncFlow({ sync, first }, { ids }) {
  await step("sync-for-commerce starts the sync flow, each time with a fresh code", async () => {
    const asks = { commerceKey: "lqai", accountingKey: "hldg", merchantIdentifier: "merchant-1" };
    const one = new URL((await sync.connections.getSyncFlowUrl(asks)).url);
    const other = new URL((await sync.connections.getSyncFlowUrl(asks)).url);
    assert.ok(one.searchParams.get("otp"));
    assert.notEqual(one.searchParams.get("otp"), other.searchParams.get("otp"));
    assert.equal(one.searchParams.get("merchantIdentifier"), "merchant-1");
    ids.client = one.pathname.split("/").find((part) => /^[0-9a-f-]{36}$/.test(part));
    assert.ok(ids.client, one.href);
  });
  await step("version 1 starts the sync flow", async () => {
    const flow = answered(await first.syncFlowPreferences.getSyncFlowUrl({ commerceKey: "lqai", accountingKey: "hldg" }), "syncFlowUrl");
    assert.ok(new URL(flow.url).searchParams.get("otp"));
  });
  await step("a merchant who started the sync flow is a company with its connections", async () => {
    const page = await sync.advancedControls.listCompanies({ page: 1, pageSize: 100 });
    assert.ok(page.results.some((one) => ![ids.company, ids.second, ids.third, ids.fourth].includes(one.id) && one.dataConnections.length === 2));
  });
  await step("sync-for-commerce changes a text and restores it", async () => {
    const before = await sync.syncFlowSettings.getConfigTextSyncFlow({ locale: "en-us" });
    const changed = await sync.syncFlowSettings.updateConfigTextSyncFlow({ locale: "en-us", requestBody: { [title]: { text: "Your sales", required: false } } });
    assert.equal(changed[title].text, "Your sales");
    const restored = await sync.syncFlowSettings.updateConfigTextSyncFlow({ locale: "en-us", requestBody: { [title]: { text: null } } });
    assert.equal(restored[title].text, before[title].text);
  });
  await step("version 1 reads and changes texts of another locale", async () => {
    answered(await first.syncFlowPreferences.getConfigTextSyncFlow({ locale: "fr-fr" }), "localizationInfo");
    answered(await first.syncFlowPreferences.updateConfigTextSyncFlow({ locale: "fr-fr", requestBody: { [title]: { text: "Vos ventes", required: true } } }), "localizationInfo");
    const english = await sync.syncFlowSettings.getConfigTextSyncFlow({ locale: "en-us" });
    assert.notEqual(english[title].text, "Vos ventes");
  });
  await step("sync-for-commerce chooses the visible accounts and shows all again", async () => {
    const chosen = await sync.syncFlowSettings.updateVisibleAccountsSyncFlow({ platformKey: "hldg", visibleAccounts: { visibleAccounts: ["sales-accounts-gratuity"] } });
    assert.deepEqual(chosen.visibleAccounts, ["sales-accounts-gratuity"]);
    const read = await sync.syncFlowSettings.getVisibleAccounts({ clientId: ids.client, platformKey: "hldg" });
    assert.deepEqual(read.visibleAccounts, ["sales-accounts-gratuity"]);
    const all = await sync.syncFlowSettings.updateVisibleAccountsSyncFlow({ platformKey: "hldg", visibleAccounts: {} });
    assert.equal(all.visibleAccounts ?? null, null);
  });
  await step("version 1 reads and chooses the visible accounts", async () => {
    const none = answered(await first.syncFlowPreferences.updateVisibleAccountsSyncFlow({ platformKey: "hldg", visibleAccounts: { visibleAccounts: [] } }), "visibleAccounts");
    assert.deepEqual(none.visibleAccounts, []);
    answered(await first.syncFlowPreferences.getVisibleAccounts({ clientId: ids.client, platformKey: "hldg" }), "visibleAccounts");
    answered(await first.syncFlowPreferences.updateVisibleAccountsSyncFlow({ platformKey: "hldg", visibleAccounts: {} }), "visibleAccounts");
  });
}
