import assert from "node:assert/strict";
import { answered } from "../clients.mjs";
import { step } from "../steps.mjs";

const accounts = { sales: "income:sales", refund: "income:refunds" };

/** Chooses the first option of everything required that has no selection yet. */
function choose(section) {
  for (const account of Object.values(section?.accounts ?? {})) {
    if (account?.required && !account.selectedAccountId) {
      account.selectedAccountId = account.accountOptions[0].id;
    }
  }
}

export async function configuration({ sync, first, raw }, { ids }) {
  const path = () => `/config/companies/${ids.company}/sync/commerce`;
  await step("sync-for-commerce reads the configuration with its options", async () => {
    const read = await sync.advancedControls.getConfiguration({ companyId: ids.company });
    assert.equal(read.companyId, ids.company);
    assert.ok(read.configuration.sales.accounts.sales.accountOptions.length > 0);
    assert.ok(Object.keys(accounts).every((key) => key in read.configuration.sales.accounts));
  });
  await step("the configuration is chosen from its options and posted back", async () => {
    const { body } = await raw("GET", path());
    const choices = body.configuration;
    [choices.sales, choices.payments, choices.fees].forEach(choose);
    choices.sales.salesCustomer.selectedCustomerId ??= choices.sales.salesCustomer.customerOptions[0].id;
    choices.fees.feesSupplier.selectedSupplierId ??= choices.fees.feesSupplier.supplierOptions[0].id;
    body.enable = true;
    body.enabled = true;
    body.schedule = { ...body.schedule, selectedFrequency: "Daily", startDate: "2026-11-01T00:00:00Z", syncHour: 3, syncHourUtc: 3, timeZone: "Etc/UTC" };
    for (const [rate, tax] of Object.entries(choices.sales.taxRates ?? {})) {
      tax.selectedTaxRateId ??= tax.taxRateOptions.find((option) => option.name.includes(`${rate}%`))?.id ?? tax.taxRateOptions[0].id;
    }
    const posted = await raw("POST", path(), body);
    assert.equal(posted.status, 200, JSON.stringify(posted.body));
    assert.equal(posted.body.configured, true);
  });
  await step("sync-for-commerce posts no configuration and gets the unchanged one", async () => {
    const read = await sync.advancedControls.setConfiguration({ companyId: ids.company });
    assert.deepEqual([read.configured, read.enable], [true, true]);
  });
  await step("version 1 posts no configuration and gets the unchanged one", async () => {
    answered(await first.configuration.setConfiguration({ companyId: ids.company }), "configuration");
  });
  await step("version 1 reads the configuration", async () => {
    answered(await first.configuration.getConfiguration({ companyId: ids.company }), "configuration");
  });
}
