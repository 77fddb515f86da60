import assert from "node:assert/strict";
import { answered, authHeaderOf } from "../clients.mjs";
import { step } from "../steps.mjs";

const setting = { dataType: "commerce-orders", fetchOnFirstLink: true, syncSchedule: 24, syncOrder: 0 };

export async function settings({ platform, common }, { address, ids }) {
  await step("platform reads and changes the profile", async () => {
    const profile = await platform.settings.getProfile();
    assert.ok(profile.name);
    const changed = await platform.settings.updateProfile({ ...profile, name: "The till makers", redirectUrl: "https://tills.example/{companyId}" });
    assert.equal(changed.name, "The till makers");
  });
  await step("common reads and changes the profile", async () => {
    const profile = answered(await common.settings.getProfile(), "profile");
    assert.equal(profile.name, "The till makers");
    answered(await common.settings.updateProfile({ name: profile.name, redirectUrl: profile.redirectUrl }), "profile");
  });
  await step("platform reads and sets the sync settings", async () => {
    const settings = await platform.settings.getSyncSettings();
    await platform.settings.updateSyncSettings({ clientId: settings.clientId, settings: [setting], overridesDefaults: true });
  });
  await step("common reads and sets the sync settings", async () => {
    const settings = answered(await common.settings.getSyncSettings(), "syncSettings");
    answered(await common.settings.updateSyncSettings({ clientId: settings.clientId, overridesDefaults: true, settings: [setting] }), undefined, 204);
  });
  await step("platform creates an API key that opens the door, and lists it", async () => {
    const key = await platform.settings.createApiKey({ name: "second till" });
    ids.apiKey = key.id;
    const response = await fetch(`${address}/companies`, { headers: { authorization: authHeaderOf(key.apiKey), "user-agent": "plain http" } });
    assert.equal(response.status, 200);
    assert.ok((await platform.settings.listApiKeys()).results.some((one) => one.id === ids.apiKey));
  });
  // Platform's own call to delete a key wants a JSON body with status 204, which HTTP has no room for: no server can please it.
  await step("common lists, creates and deletes API keys", async () => {
    assert.ok(answered(await common.settings.listApiKeys(), "apiKeys").results.length >= 1);
    const other = answered(await common.settings.createApiKey({ name: "third till" }), "apiKeyDetails", 201);
    for (const apiKeyId of [ids.apiKey, other.id]) {
      answered(await common.settings.deleteApiKey({ apiKeyId }), undefined, 204);
    }
    assert.ok(!answered(await common.settings.listApiKeys(), "apiKeys").results.some((one) => one.id === ids.apiKey));
  });
  await step("platform creates, lists and deletes a webhook consumer", async () => {
    const consumer = await platform.webhooks.createConsumer({ url: "https://hooks.example/daybook", eventTypes: ["company.created", "read.completed"], companyTags: [] });
    assert.ok((await platform.webhooks.listConsumers()).results.some((one) => one.id === consumer.id));
    await platform.webhooks.deleteConsumer({ webhookId: consumer.id });
  });
  await step("common creates, lists and reads a rule", async () => {
    const rule = answered(await common.webhooks.create({ type: "Data sync completed", notifiers: { webhook: "https://hooks.example/rules", emails: ["till@example.com"] } }), "webhook");
    assert.ok(answered(await common.webhooks.list({ page: 1, pageSize: 100 }), "webhooks").results.some((one) => one.id === rule.id));
    assert.equal(answered(await common.webhooks.get({ ruleId: rule.id }), "webhook").id, rule.id);
  });
  await step("platform reads and sets a company's sync settings", async () => {
    const settings = await platform.companies.getCompanySyncSettings({ companyId: ids.company });
    assert.equal(settings.companyId, ids.company);
    await platform.companies.setCompanySyncSettings({ companyId: ids.company, requestBody: { companyId: ids.company, settings: [setting], overridesDefaults: true } });
  });
}
